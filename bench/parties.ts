import { randomBytes } from 'node:crypto'
import { importPrivateKey, keyPairFromSeed, seedBytes, sign } from '@entrepot/crypto'
import type { SealingKey } from '@entrepot/trade/act'
import type { Signer } from '@entrepot/trade/file'
import { createRequest, encodePem } from '@entrepot/x509'
import { membersOf } from './members.ts'

/** An organisation that trades at the port: its program's API key, its signing key, and who its certificate says it is. */
export interface Trader {
  readonly apiKey: string
  readonly signer: Signer
  readonly key: SealingKey
}

/** A port as its operator reaches it. */
export interface OperatedPort {
  readonly url: string
  readonly operatorKey: string
}

/** Takes an organisation in, and gives it a certificate for a fresh key (PKCS #10). */
export async function admitTrader({ url, operatorKey }: OperatedPort, organisation: string): Promise<Trader> {
  const [name, country] = [`Bench ${organisation}`, 'NL']
  const ask = async (path: string, key: string, body: object): Promise<unknown> => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`bench/not-admitted: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const apiKey = textIn(await ask('/v1/practice/organisations', operatorKey, { organisation, name, country }), 'apiKey')
  const key = importPrivateKey(keyPairFromSeed('ES256', randomBytes(seedBytes.ES256)).privateKeyPkcs8)
  if (!key) throw new Error('a fresh key imports')
  const subject = { country, organization: name, organizationIdentifier: organisation }
  const request = encodePem('CERTIFICATE REQUEST', createRequest({ subject, key }))
  const thumbprint = textIn(await ask('/v1/certificates', apiKey, { request }), 'thumbprint')
  return {
    apiKey,
    signer: { organisation, name, country, thumbprint },
    key: { algorithm: 'ES256', thumbprint, sign: (input) => sign(key, input) },
  }
}

function textIn(answer: unknown, name: string): string {
  const text = membersOf(answer).get(name)
  if (typeof text !== 'string') throw new Error(`bench/answer: no ${name} in ${JSON.stringify(answer).slice(0, 200)}`)
  return text
}
