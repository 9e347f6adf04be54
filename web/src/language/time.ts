import type { Language } from './language.ts'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' }
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** A day as people write it, `4 Dec 2026`; what is no day stands as it is. */
export function dayText(date: string, language: Language): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at)) return date
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(at)
}

/** The day, time of day and offset of an instant, as its place wrote them: a date has a place. */
export function instantParts(instant: string, language: Language): { day: string; time: string; offset: string } {
  const [, date, time, offset] = INSTANT.exec(instant) ?? []
  if (date === undefined || time === undefined || offset === undefined) return { day: instant, time: '', offset: '' }
  return { day: dayText(date, language), time, offset: offset === 'Z' ? 'UTC' : `UTC${offset.replace('-', '−')}` }
}

/** An instant in its local time, `4 Dec 2026, 17:05 (UTC+08:00)`. */
export function instantText(instant: string, language: Language): string {
  const { day, time, offset } = instantParts(instant, language)
  return time === '' ? day : language === 'zh' ? `${day} ${time}（${offset}）` : `${day}, ${time} (${offset})`
}

/** The zone that people of a country live in; the browser's own where the country has none or is not known. */
export function zoneOf(country: string | undefined): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (country === undefined || !/^[A-Z]{2}$/.test(country)) return own
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale('und', {
    region: country,
  })
  return locale.getTimeZones?.()?.[0] ?? own
}

/** Writes a moment with the offset that a zone has then, `2026-12-04T17:05:00+08:00`. */
export function instantIn(zone: string, epochMs: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(epochMs)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  const offset = name === 'GMT' ? '+00:00' : name.replace('GMT', '')
  const minutes = Number(offset.slice(0, 3)) * 60 + Number(`${offset[0] ?? '+'}${offset.slice(4)}`)
  const local = new Date(epochMs + minutes * 60_000).toISOString()
  return `${local.slice(0, 19)}${offset}`
}

/** A real moment in this browser's own time, `4 Dec 2026, 17:05`. */
export const momentText = (epochMs: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs)

/** Day, time to the minute and offset of an instant, as they are keyed: `2026-12-04`, `17:05`, `+08:00`. */
export function partsOf(instant: string): { readonly day: string; readonly time: string; readonly offset: string } {
  const [, day = '', time = '', offset = '+00:00'] = INSTANT.exec(instant) ?? []
  return { day, time, offset: offset === 'Z' ? '+00:00' : offset }
}

/** An instant so much later, with the same offset. */
export function laterBy(instant: string, ms: number): string {
  const { offset } = partsOf(instant)
  const minutes = Number(offset.slice(0, 3)) * 60 + Number(`${offset[0] ?? '+'}${offset.slice(4)}`)
  return `${new Date(Date.parse(instant) + ms + minutes * 60_000).toISOString().slice(0, 16)}${offset}`
}
