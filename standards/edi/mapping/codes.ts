import { type Content, isContentList } from './content.ts'
import { notUnderstood, type Slot, unsayable, written } from './slot.ts'

/**
 * A value of a closed list of ours, said by the code of a code list.
 *
 * @param codes code by value, each code once; `''` for a value that is not said here but in another place.
 */
export function coded(field: string, codes: Readonly<Record<string, string>>): Slot {
  const said = Object.entries(codes).filter(([, code]) => code !== '')
  const values = new Map(said.map(([value, code]) => [code, value]))
  if (values.size !== said.length) throw new Error(`${field}: one code stands for two values`)
  return {
    field,
    width: 1,
    codes: [...values.keys()],
    write(content) {
      const code = typeof content === 'string' && Object.hasOwn(codes, content) ? codes[content] : undefined
      return code === undefined ? unsayable('mapping/no-code') : written(code)
    },
    read([text = '']) {
      const content = values.get(text)
      return content === undefined
        ? notUnderstood('mapping/unknown-code', 1, [...values.keys()].join(' '))
        : { content }
    },
  }
}

/** How many rows a table has. A number that is read and is another is remarked. */
export const count = (table: string): Slot => ({
  field: table,
  width: 1,
  counts: true,
  write: (content) => (isContentList(content) ? written(String(content.length)) : unsayable('mapping/not-rows')),
  read: ([content = '']) => ({ content }),
})

/**
 * A code that follows from a field which another place says in full: written for those who read codes, compared when it
 * is read.
 */
export const following = (field: string, follows: (content: Content) => string | undefined): Slot => ({
  ...{ field, width: 1, along: true, follows },
  write: (content) => written(follows(content) ?? ''),
  read: ([content = '']) => ({ content }),
})

/** The position of a row among its like, from 1. A number that is read and is another comes back as this field. */
export const ordinal = (field: string): Slot => ({
  field,
  width: 1,
  ordinal: true,
  write: (content, [room]) => {
    if (typeof content !== 'string') return unsayable('mapping/not-a-number')
    return room && content.length > room.max ? unsayable('mapping/too-long', String(room.max)) : written(content)
  },
  read: ([content = '']) => ({ content }),
})
