/** A purchase order of D.01B as a partner might send it. */
export const ORDER_SEGMENTS: readonly string[] = [
  'BGM+220+PO-4711+9',
  'DTM+137:20261129:102',
  'NAD+BY+5412345000013::9',
  'LOC+7+NLRTM:139:6',
  'RFF+VA:NL123456789B01',
  'NAD+SU+4012345000009::9',
  'CUX+2:EUR:9',
  'LIN+1++4012345000016:SRV',
  'IMD+F++:::Cotton towels, white',
  'QTY+21:1200:PCE',
  'PRI+AAA:3.75',
  'LIN+2++4012345000023:SRV',
  'QTY+21:800:PCE',
  'UNS+S',
  'CNT+2:2',
]

/** How an interchange around messages is made. */
export interface Around {
  /** @default '3' */
  readonly version?: string
  /** @default '' */
  readonly advice?: string
}

/** A message of D.01B around a body, with right counts. */
export function messageOf(body: readonly string[], reference = 'M1', type = 'ORDERS'): string[] {
  return [`UNH+${reference}+${type}:D:01B:UN`, ...body, `UNT+${body.length + 2}+${reference}`]
}

/** An interchange of whole messages. */
export function interchangeOf(
  messages: readonly (readonly string[])[],
  { version = '3', advice = '' }: Around = {},
): string {
  const date = version === '4' ? '20261129' : '261129'
  return [
    ...(advice === '' ? [] : [advice.slice(0, -1)]),
    `UNB+UNOC:${version}+5412345000013:14+4012345000009:14+${date}:1005+I1`,
    ...messages.flat(),
    `UNZ+${messages.length}+I1`,
    '',
  ].join("'")
}

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
