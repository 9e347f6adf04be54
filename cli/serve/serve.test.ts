import { expect, test } from 'vitest'
import { UsageError } from '../arguments.ts'
import { serve } from './index.ts'

test.each(['ftp://port.example', 'port.example', 'https://port.example/?a'])(
  'the public address %s is refused in words before anything is started',
  async (address) => {
    const run = serve.run({ options: { 'public-url': address }, operands: [] })
    await expect(run).rejects.toThrow(UsageError)
    await expect(run).rejects.toThrow(`--public-url ${address}: it is http://HOST or https://HOST`)
  },
)
