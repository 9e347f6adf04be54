import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { readArguments } from '../arguments.ts'
import { directory } from './directory.ts'
import { edi } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'entrepot-edi-directory-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the task as `entrepot edi directory` does. */
async function run(data: string, ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const given = readArguments([...args, '--data', join(folder, data)], edi.options)
  const code = await directory.run(given, { out: (line) => void out.push(line), err: (line) => void err.push(line) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const RULE = '-'.repeat(70)
const text = (lines: string) => new TextEncoder().encode(lines)
/** A directory of one invented message. */
const PARTS = {
  'QQQQQQ_D.50A': text(
    'UN/EDIFACT\n\nSTATUS\n\nInvented message\n\nPos     Tag Name\n0010   UNH Head   M   1\n0020       ---- Segment group 1  ---- C   9----+\n0030   QQQ Q   M   1    |\n0040   QQQ Q   C   9----+\n0050   UNT Tail   M   1\n',
  ),
  'EDSD.50A': text(
    `${RULE}\n\n       QQQ  INVENTED\n\n010    C999 C            C    1\n\n020    9999 E            M    1 an..3\n`,
  ),
  'EDCD.50A': text(`${RULE}\n\n       C999 COMPOSITE\n\n010    9999  E            C      an..3\n`),
  'EDED.50A': text(`${RULE}\n\n     9999  Element      [C]\n\n     Repr: an..3\n`),
  'UNCL.50A': text(`${RULE}\n\n     9999  Element      [C]\n\n     Repr: an..3\n\n     1     One\n     2     Two\n`),
}
const zip = join(folder, 'd50a.zip')
writeFileSync(zip, zipSync(PARTS))

describe('entrepot edi directory', () => {
  test('adds a directory, lists it beside the built-in ones, and shows what is in it', async () => {
    const added = await run('one', 'add', zip)
    expect(added).toMatchObject({ code: 0, err: '' })
    expect(added.out).toMatch(/^directory {2}messages.*\n.*\nD\.50A +1 +1 +1 +1 +2 +1 KB\n/)
    expect(readdirSync(join(folder, 'one', 'edifact'))).toEqual(['D.50A.gz'])
    expect(statSync(join(folder, 'one')).mode & 0o777).toBe(0o711)

    const listed = await run('one', 'list')
    expect(listed.out).toMatch(/D\.50A .*yours, 1 KB\nD\.01B .*built in\nD\.21B .*built in$/)

    expect((await run('one', 'show', 'd.50a')).out).toContain('QQQQQQ  Invented message')
    const shown = await run('one', 'show', 'D.50A', 'QQQQQQ')
    expect(shown.out.split('\n')).toEqual([
      'QQQQQQ  Invented message (D.50A, your directory)',
      '',
      'position  segment     times  name',
      '────────  ───────  ─  ─────  ────────',
      '0010      UNH      M  1',
      '0020      SG1      C  9',
      '0030      ├─ QQQ   M  1      Invented',
      '0040      └─ QQQ   C  9      Invented',
      '0050      UNT      M  1',
    ])
    expect((await run('one', 'show', 'D.50A', 'qqq')).out).toMatch(
      /010 +C999 +C +1 +Composite\n +9999 +C +an\.\.3 +Element\n020 +9999 +M/,
    )
    expect((await run('one', 'show', 'D.50A', '9999')).out).toMatch(
      /^9999 {2}Element {2}an\.\.3, 2 values\n[^]*1 +One\n2 +Two$/,
    )
  })

  test('shows a built-in message without anything added', async () => {
    const { code, out } = await run('none', 'show', 'D.21B', 'VERMAS')
    expect(code).toBe(0)
    expect(out).toMatch(/^00290 +├─ CTA +M +1$|00290 +[│ ]+├─ CTA/m)
    expect(out.split('\n')[0]).toBe('VERMAS (D.21B, built in)')
  })

  test('adds the same directory again in its place', async () => {
    await run('again', 'add', zip)
    const before = readFileSync(join(folder, 'again', 'edifact', 'D.50A.gz'))
    await run('again', 'add', zip)
    expect(readFileSync(join(folder, 'again', 'edifact', 'D.50A.gz')).equals(before)).toBe(true)
    expect(readdirSync(join(folder, 'again', 'edifact'))).toEqual(['D.50A.gz'])
  })

  test('says of each file what is wrong with it, adds the others, and exits 1', async () => {
    const cut = join(folder, 'cut.zip')
    writeFileSync(cut, readFileSync(zip).subarray(0, 300))
    const other = join(folder, 'other.zip')
    writeFileSync(other, zipSync({ 'a.txt': text('a') }))
    const part = join(folder, 'part.zip')
    writeFileSync(part, zipSync({ 'EDSD.50A': PARTS['EDSD.50A'] }))
    const { code, out, err } = await run('some', 'add', cut, other, part, zip)
    expect(code).toBe(1)
    expect(out).toContain('D.50A')
    expect(err.split('\n')).toEqual([
      `${cut}: it is no zip, or ends too early (directory/not-a-zip)`,
      `${other}: no part of a UN/EDIFACT directory is in it (directory/not-a-directory)`,
      `${part}: a part of the directory is missing: messages (directory/part-missing)`,
    ])
  })

  test('tells of a kept file that is damaged, and lists the rest', async () => {
    await run('damaged', 'add', zip)
    const kept = join(folder, 'damaged', 'edifact')
    copyFileSync(join(kept, 'D.50A.gz'), join(kept, 'D.50B.gz'))
    writeFileSync(join(kept, 'D.50B.gz'), readFileSync(join(kept, 'D.50B.gz')).subarray(0, 40))
    const { code, out, err } = await run('damaged', 'list')
    expect(code).toBe(1)
    expect(out).toContain('D.50A')
    expect(err).toContain('D.50B.gz')
  })

  test.each([
    ['a directory that is not there', ['show', 'D.99Z'], 'There is no directory D.99Z'],
    ['a message that is not there', ['show', 'D.01B', 'PRICAT'], 'D.01B (built in) has no PRICAT.'],
  ])('does not show %s', async (_, args, words) => {
    const { code, err } = await run('none', ...args)
    expect(code).toBe(1)
    expect(err).toContain(words)
  })

  test.each([[[]], [['add']], [['list', 'x']], [['remove', 'D.01B']], [['add', '/no/such/file.zip']]])(
    'is not asked right by %j',
    async (args) => {
      await expect(run('none', ...args)).rejects.toThrow(/edi directory|cannot be read/)
    },
  )
})
