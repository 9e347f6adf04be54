import type { Content } from './content.ts'
import { notUnderstood, type Slot, type Understood, unsayable, type Written, written } from './slot.ts'

/** How a date is written: a pattern of `CC`, `YY`, `MM` (month), `DD`, `HH`, `mm` (minute), `SS`, `ZHHMM`, in this order. */
export type DatePattern = 'YYMMDD' | 'CCYYMMDD' | 'CCYYMMDDHHmm' | 'CCYYMMDDHHmmSS' | 'CCYYMMDDHHmmZHHMM'

/** Patterns by the code that says which. */
export type DateFormats = Readonly<Record<string, DatePattern>>

const FORMS: Readonly<Record<DatePattern, RegExp>> = {
  YYMMDD: /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)$/,
  CCYYMMDD: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/,
  CCYYMMDDHHmm: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<time>\d{4})$/,
  CCYYMMDDHHmmSS: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<time>\d{6})$/,
  CCYYMMDDHHmmZHHMM: /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<time>\d{4})(?<offset>[+-]\d{4})$/,
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::00)?(?:Z|([+-]\d\d):(\d\d))$/
/** A year of two figures means the hundred years that begin here. */
const FIRST_SHORT_YEAR = 1970
const CENTURY = 100

/** A day, `2026-12-08`, in one component: `20261208`. */
export const day = (field: string): Slot => ({
  field,
  width: 1,
  write: (content) => writtenDay(content),
  read: ([text = '']) => readDay(text, 'CCYYMMDD'),
})

/**
 * A day with the code of its format, in two components: `20261208:102`.
 *
 * Reads every format of the table. A time of day that stands beside it is remarked unless it is midnight.
 */
export const dated = (field: string, code: string, formats: DateFormats): Slot => ({
  field,
  width: 2,
  write(content) {
    const day = writtenDay(content)
    return day.ok ? written(...day.texts, code) : day
  },
  read([text = '', format = '']) {
    const pattern = formatOf(formats, format)
    return pattern ? readDay(text, pattern) : notUnderstood('mapping/unknown-code', 2, Object.keys(formats).join(' '))
  },
})

/** An instant with its offset, `2026-12-08T17:00+08:00`, and the code of its format: `202612081700+0800:205`. */
export const instant = (field: string, code: string, formats: DateFormats): Slot => ({
  field,
  width: 2,
  write(content) {
    const parts = typeof content === 'string' ? INSTANT.exec(content) : null
    if (!parts) return unsayable('mapping/not-a-date')
    const [, year, month, dayOfMonth, hour, minute, offset = '+00', offsetMinutes = '00'] = parts
    return written(`${year}${month}${dayOfMonth}${hour}${minute}${offset}${offsetMinutes}`, code)
  },
  read([text = '', format = '']) {
    const pattern = formatOf(formats, format)
    if (!pattern) return notUnderstood('mapping/unknown-code', 2, Object.keys(formats).join(' '))
    const parts = FORMS[pattern].exec(text)?.groups
    if (!parts) return notUnderstood('mapping/not-a-date', 1, pattern)
    const { time, offset } = parts
    if (time === undefined || offset === undefined) return notUnderstood('mapping/no-offset')
    const day = dayIn(parts)
    if (day === undefined || !isTime(time) || !isTime(offset.slice(1))) return notUnderstood('mapping/not-a-date')
    const at = `${time.slice(0, 2)}:${time.slice(2)}${offset.slice(0, 3)}:${offset.slice(3)}`
    return { content: `${day}T${at}` }
  },
})

const formatOf = (formats: DateFormats, code: string): DatePattern | undefined =>
  Object.hasOwn(formats, code) ? formats[code] : undefined

function writtenDay(content: Content): Written {
  const parts = typeof content === 'string' ? DAY.exec(content) : null
  return parts ? written(parts.slice(1).join('')) : unsayable('mapping/not-a-date')
}

function readDay(text: string, pattern: DatePattern): Understood {
  const parts = FORMS[pattern].exec(text)?.groups
  const content = parts && dayIn(parts)
  if (content === undefined) return notUnderstood('mapping/not-a-date', 1, pattern)
  const isMidnight = parts?.['time'] === undefined || /^0+$/.test(parts['time'])
  return isMidnight ? { content } : { content, remark: { code: 'mapping/time-of-day', component: 1 } }
}

function dayIn(parts: Readonly<Record<string, string>>): string | undefined {
  const { year = '', month = '', day: dayOfMonth = '' } = parts
  const full = year.length > 2 ? year : String(fullYear(Number(year)))
  const date = new Date(Date.UTC(Number(full), Number(month) - 1, Number(dayOfMonth)))
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(dayOfMonth)
  return isDay && Number(full) >= CENTURY ? `${full}-${month}-${dayOfMonth}` : undefined
}

function fullYear(short: number): number {
  const first = FIRST_SHORT_YEAR % CENTURY
  return FIRST_SHORT_YEAR - first + (short < first ? CENTURY : 0) + short
}

/** Hours and minutes, `HHMM`. */
const isTime = (text: string): boolean => Number(text.slice(0, 2)) < 24 && Number(text.slice(2, 4)) < 60
