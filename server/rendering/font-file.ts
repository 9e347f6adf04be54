/** Where a table of an OpenType file lies. */
export interface FontTable {
  readonly offset: number
  readonly length: number
}

const DIRECTORY_START = 12
const RECORD_BYTES = 16

/** The table directory of an OpenType file (ISO/IEC 14496-22 clause 4.3). */
export function tablesOf(file: Buffer): ReadonlyMap<string, FontTable> {
  const tables = new Map<string, FontTable>()
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const record = DIRECTORY_START + i * RECORD_BYTES
    const tag = file.toString('latin1', record, record + 4)
    tables.set(tag, { offset: file.readUInt32BE(record + 8), length: file.readUInt32BE(record + 12) })
  }
  return tables
}

/** The characters that a font has a glyph for, by its table `cmap`: subtables of formats 4 and 12 (clause 5.2.1). */
export function codePointsOf(file: Buffer): ReadonlySet<number> {
  const points = new Set<number>()
  const table = tablesOf(file).get('cmap')
  if (!table) return points
  const cmap = file.subarray(table.offset, table.offset + table.length)
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4))
    const format = subtable.readUInt16BE(0)
    if (format === 12) addGroups(subtable, points)
    if (format === 4) addSegments(subtable, points)
  }
  return points
}

function addGroups(subtable: Buffer, points: Set<number>): void {
  for (let i = 0; i < subtable.readUInt32BE(12); i++) {
    const group = 16 + i * 12
    for (let point = subtable.readUInt32BE(group); point <= subtable.readUInt32BE(group + 4); point++) points.add(point)
  }
}

function addSegments(subtable: Buffer, points: Set<number>): void {
  const doubled = subtable.readUInt16BE(6)
  const [ends, starts] = [14, 16 + doubled]
  const [deltas, ranges] = [starts + doubled, starts + 2 * doubled]
  for (let at = 0; at < doubled; at += 2) {
    const [first, last] = [subtable.readUInt16BE(starts + at), subtable.readUInt16BE(ends + at)]
    const [delta, range] = [subtable.readUInt16BE(deltas + at), subtable.readUInt16BE(ranges + at)]
    for (let point = first; point <= last && point < NO_CHARACTER; point++) {
      const glyph =
        range === 0 ? (point + delta) & 0xffff : subtable.readUInt16BE(ranges + at + range + 2 * (point - first))
      if (glyph !== 0) points.add(point)
    }
  }
}

const NO_CHARACTER = 0xffff
