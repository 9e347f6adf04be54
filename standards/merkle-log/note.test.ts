import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { readBundle, writeBundle } from './entry-bundle.ts'
import { leafHash } from './hash.ts'
import { openLog } from './log.ts'
import { formatLogProof, parseLogProof, verifyLogProof } from './log-proof.ts'
import { isMalformed } from './malformed.ts'
import { formatKey, formatNote, isBy, parseKey, parseNote, verifiesText } from './note.ts'
import { memoryStorage } from './storage.ts'
import { entriesUpTo } from './testing/reference.ts'
import { signer } from './testing/signer.ts'
import { bundlePath, parsePath, tilePath, widthIn } from './tile.ts'

const log = signer('log.example', 'ed25519', 1)
const witness = signer('witness.example/w1', 'cosignature', 2)
const other = signer('witness.example/w2', 'cosignature', 3)
const policy = { origin: 'log.example', log: log.key, witnesses: [witness.key, other.key], quorum: 1 }
const TEXT = formatCheckpoint({ origin: 'log.example', size: 3, root: leafHash(new Uint8Array(1)) })

/** A key and a note of the Go project's documentation. */
const FOREIGN_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const FOREIGN_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

describe('notes', () => {
  test('a note of another implementation is read, and its signature holds under its published key', () => {
    const key = parseKey(FOREIGN_KEY)
    const note = parseNote(FOREIGN_NOTE)
    if (isMalformed(key) || isMalformed(note)) throw new Error('malformed')
    const [line] = note.signatures
    expect(isBy(key, line!)).toBe(true)
    expect(verifiesText(key, note.text, line!.signature)).toBe(true)
    expect(verifiesText(key, note.text.replace('answer', 'Answer'), line!.signature)).toBe(false)
    expect(formatKey(key)).toBe(FOREIGN_KEY)
    expect(formatNote(note.text, note.signatures)).toBe(FOREIGN_NOTE)
  })

  test.each([
    ['no blank line', 'text\n— a b\n', 'log/note-shape'],
    ['no end', FOREIGN_NOTE.slice(0, -1), 'log/note-shape'],
    ['a hyphen for the dash', FOREIGN_NOTE.replace('—', '-'), 'log/note-signature-line'],
    ['no signature', FOREIGN_NOTE.slice(0, FOREIGN_NOTE.indexOf('—')), 'log/note-signature-line'],
    ['a control', FOREIGN_NOTE.replace('cryptography', 'crypto\u0007graphy'), 'log/encoding'],
    ['a carriage return', FOREIGN_NOTE.replaceAll('\n', '\r\n'), 'log/encoding'],
    ['a lone surrogate', FOREIGN_NOTE.replace('If', '\ud800'), 'log/encoding'],
    ['base64 without its end', FOREIGN_NOTE.replace('nAM=', 'nAM'), 'log/note-signature-line'],
    ['a name with a plus', FOREIGN_NOTE.replace('Peter', 'Peter+'), 'log/note-signature-line'],
    ['a name with an ideographic space', FOREIGN_NOTE.replace('Peter', 'Peter\u3000'), 'log/note-signature-line'],
    ['too many signatures', `t\n\n${FOREIGN_NOTE.slice(FOREIGN_NOTE.indexOf('—')).repeat(33)}`, 'log/size'],
    ['too much', `${'t'.repeat(300_000)}\n\n— a b\n`, 'log/size'],
  ])('%s makes no note', (_why, text, code) => {
    expect(parseNote(text)).toMatchObject({ ok: false, code })
  })

  test.each([
    ['another identifier', FOREIGN_KEY.replace('c74f20a3', 'c74f20a4')],
    ['an unknown kind of key', 'PeterNeumann+c74f20a3+Bxpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['a short key', 'PeterNeumann+c74f20a3+ARpc2QcU'],
    ['nothing', ''],
  ])('%s makes no key', (_why, line) => {
    expect(parseKey(line)).toMatchObject({ ok: false, code: 'log/key' })
  })
})

describe('checkpoints', () => {
  test('a checkpoint that its log signed and a witness cosigned is opened', () => {
    const note = formatNote(TEXT, [log.sign(TEXT), witness.cosign(TEXT, 1_795_000_000)])
    expect(openCheckpoint(note, policy)).toMatchObject({
      ok: true,
      checkpoint: { size: 3 },
      witnesses: [{ name: 'witness.example/w1', seconds: 1_795_000_000 }],
    })
  })

  test('signatures of strangers are passed over', () => {
    const stranger = signer('log.example', 'ed25519', 9)
    const note = formatNote(TEXT, [stranger.sign(TEXT), log.sign(TEXT), witness.cosign(TEXT, 5)])
    expect(openCheckpoint(note, policy)).toMatchObject({ ok: true })
  })

  test.each([
    ['another log', 'log/other-origin', { origin: 'else.example' }, [log.sign(TEXT)]],
    ['nobody’s signature', 'log/not-signed', {}, [witness.cosign(TEXT, 5)]],
    ['a signature on something else', 'log/signature', {}, [log.sign('else\n')]],
    ['a cosignature on something else', 'log/cosignature', {}, [log.sign(TEXT), witness.cosign('else\n', 5)]],
    [
      'too few witnesses',
      'log/too-few-witnesses',
      { quorum: 2 },
      [log.sign(TEXT), witness.cosign(TEXT, 5), witness.cosign(TEXT, 6)],
    ],
  ])('%s is refused', (_why, refused, more, lines) => {
    expect(openCheckpoint(formatNote(TEXT, lines), { ...policy, quorum: 0, ...more })).toStrictEqual({
      ok: false,
      refused,
    })
  })

  test('one key under two names is one witness', () => {
    const alias = signer('alias.example', 'cosignature', 2)
    const note = formatNote(TEXT, [log.sign(TEXT), witness.cosign(TEXT, 5), alias.cosign(TEXT, 6)])
    const trusting = { ...policy, witnesses: [witness.key, alias.key], quorum: 2 }
    expect(openCheckpoint(note, trusting)).toStrictEqual({ ok: false, refused: 'log/too-few-witnesses' })
  })

  test.each([
    ['two lines', 'a\n1\n', 'log/checkpoint-shape'],
    ['an empty line', TEXT.replace('\n3\n', '\n3\n\n'), 'log/checkpoint-shape'],
    ['no end of line', TEXT.trimEnd(), 'log/checkpoint-shape'],
    ['a leading zero', TEXT.replace('\n3\n', '\n03\n'), 'log/checkpoint-size'],
    ['a size past the limit', TEXT.replace('\n3\n', '\n9999999999999999\n'), 'log/checkpoint-size'],
    ['a short root', 'a\n1\nAAAA\n', 'log/checkpoint-root'],
  ])('%s makes no checkpoint', (_why, text, code) => {
    expect(parseCheckpoint(text)).toMatchObject({ ok: false, code })
  })
})

describe('proof files', () => {
  const made = (async () => {
    const entries = entriesUpTo(50)
    const opened = await openLog(memoryStorage(), {
      origin: 'log.example',
      sign: (text) => [log.sign(text), witness.cosign(text, 7)],
    })
    const { note } = await opened.append(entries)
    return { entries, proof: { index: 17, proof: await opened.proveInclusion(17), checkpoint: note } }
  })()

  test('an entry is proved offline by its file', async () => {
    const { entries, proof } = await made
    const file = formatLogProof({ ...proof, extra: new Uint8Array([1, 2]) })
    const read = parseLogProof(file)
    if (isMalformed(read)) throw new Error(read.code)
    expect(formatLogProof(read)).toBe(file)
    expect(verifyLogProof(read, entries[17]!, policy)).toMatchObject({ ok: true, checkpoint: { size: 50 } })
    expect(verifyLogProof(read, entries[18]!, policy)).toStrictEqual({ ok: false, refused: 'log/not-included' })
  })

  test('any changed byte of the file is refused, but in its extra data and what strangers signed', async () => {
    const { entries, proof } = await made
    const file = formatLogProof(proof)
    fc.assert(
      fc.property(fc.nat({ max: file.length - 1 }), fc.constantFrom('A', 'b', '0', '\n', ' '), (at, by) => {
        fc.pre(file[at] !== by)
        const changed = file.slice(0, at) + by + file.slice(at + 1)
        const read = parseLogProof(changed)
        if (isMalformed(read)) return
        // A changed name or key identifier makes the witness a stranger; then the quorum refuses.
        expect(verifyLogProof(read, entries[17]!, policy).ok).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['another title', (file: string) => file.replace('@v1', '@v2'), 'log/proof-shape'],
    ['no index', (file: string) => file.replace('index 17\n', ''), 'log/proof-index'],
    ['a negative index', (file: string) => file.replace('17', '-17'), 'log/proof-index'],
    [
      'too long a path',
      (file: string) =>
        file.replace('index 17\n', `index 17\n${'A'.repeat(43)}=\n`.repeat(1) + `${'A'.repeat(43)}=\n`.repeat(49)),
      'log/proof-length',
    ],
    ['no checkpoint', (file: string) => file.slice(0, 40), 'log/proof-shape'],
  ])('%s makes no proof file', async (_why, change, code) => {
    const { proof } = await made
    expect(parseLogProof(change(formatLogProof(proof)))).toMatchObject({ ok: false, code })
  })
})

describe('tiles and bundles', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, index: 1000, width: 17 }, 'tile/1/x001/000.p/17'],
  ])('the path of %o is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parsePath(path)).toStrictEqual({ is: 'tile', ...tile })
  })

  test.each([
    '',
    'tile/0/0',
    'tile/00/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/7/000',
    'tile/entries/../checkpoint',
    'tile/0/000/',
  ])('%s is no path of a tile', (path) => {
    expect(parsePath(path)).toMatchObject({ ok: false, code: 'log/tile-path' })
  })

  test('a tree of 70,000 leaves has the tiles that the standard counts', () => {
    expect([272, 273, 274].map((index) => widthIn(70_000, 0, index))).toStrictEqual([256, 112, 0])
    expect([0, 1].map((index) => widthIn(70_000, 1, index))).toStrictEqual([256, 17])
    expect(widthIn(70_000, 2, 0)).toBe(1)
  })

  test('a bundle reads back as it was written; a cut one is refused', () => {
    const entry = fc.uint8Array({ maxLength: 300 })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 256 }), fc.nat(), (entries, cut) => {
        const bytes = writeBundle(entries)
        expect(readBundle(bytes)).toStrictEqual(entries)
        if (bytes.length === 0) return
        const short = readBundle(bytes.subarray(0, cut % bytes.length))
        if (!('code' in short)) expect(short.length).toBeLessThan(entries.length)
      }),
    )
    expect(readBundle(writeBundle(Array.from({ length: 257 }, () => new Uint8Array(1))))).toMatchObject({
      code: 'log/bundle',
    })
    expect(bundlePath({ index: 5, width: 9 })).toBe('tile/entries/005.p/9')
  })
})
