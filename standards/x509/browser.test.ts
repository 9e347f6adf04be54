/** The room as a browser loads it: by the `browser` condition, without one module of Node.js, and with the same verdicts. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { validatePath } from './index.ts'
import { at } from './testing/scene.ts'
import type { PathCase } from './testing/suite/case.ts'
import { sections } from './testing/suite/sections.ts'

const base64 = ({ raw }: { readonly raw: Uint8Array }): string => Buffer.from(raw).toString('base64')

/** A case as JSON; initial names are objects with octets, and left to Node.js. */
function written({ path, anchor, policies, revocation, more }: PathCase) {
  return {
    path: path.map(({ certificate }) => base64(certificate)),
    anchor: base64(anchor.certificate),
    policies,
    lists: revocation?.lists?.map(base64),
    certificates: revocation?.certificates?.map(base64),
    purpose: more?.purpose,
  }
}

const script = `
  import { registerHooks } from 'node:module'
  const { readFileSync } = process.getBuiltinModule('node:fs')
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith('node:')) throw new Error('a browser has no ' + specifier)
      return next(specifier, context)
    },
  })
  const cases = JSON.parse(readFileSync(0, 'utf8'))
  const octets = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  const say = console.log
  delete globalThis.Buffer
  const { parseCertificate, parseRevocationList, validatePath } = await import('./index.ts')
  const certificate = (text) => parseCertificate(octets(text)).value
  const verdicts = cases.map(({ path, anchor, policies = {}, lists, certificates = [], purpose = {} }) => {
    const revocation = lists
      ? { lists: lists.map((text) => parseRevocationList(octets(text)).value), certificates: certificates.map(certificate) }
      : 'unchecked'
    const question = { path: path.map(certificate), anchor: certificate(anchor), at: ${at}, policies, revocation, purpose }
    const verdict = validatePath(question)
    return verdict.ok ? 'ok' : verdict.code + ' ' + verdict.index
  })
  say(JSON.stringify(verdicts))`

test('a browser comes to the same verdict on every situation of the suite', { timeout: 120_000 }, () => {
  const cases = sections.flatMap((section) => section.cases).filter(({ more }) => more?.names === undefined)
  const words = ['--conditions=browser', '--input-type=module', '--eval', script]
  const input = JSON.stringify(cases.map(written))
  const options = { cwd: import.meta.dirname, encoding: 'utf8', input, maxBuffer: 1 << 26 } as const
  const answer: unknown = JSON.parse(execFileSync(process.execPath, words, options))
  const ours = cases.map(({ path, anchor, policies = {}, revocation: sources, more }) => {
    const revocation = sources ?? ('unchecked' as const)
    const question = {
      path: path.map(({ certificate }) => certificate),
      anchor: anchor.certificate,
      at,
      policies,
      revocation,
    }
    const verdict = validatePath({ ...question, ...more })
    return verdict.ok ? 'ok' : `${verdict.code} ${verdict.index}`
  })
  expect(answer).toEqual(ours)
  expect(ours.length).toBeGreaterThan(200)
})
