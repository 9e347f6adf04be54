/** Interchanges to measure on: made, not taken from anybody; the same text each time. */

const LINES = 40

const dateOf = (n: number): string => String(20260101 + (n % 28))

/** An order and an invoice of UN/EDIFACT D.01B with as much in each line as partners usually send. */
function edifactMessages(n: number): string {
  const order: string[] = [`BGM+220+PO-${n}+9`, `DTM+137:${dateOf(n)}:102`, `RFF+CT:SC-2026-${n % 1000}`]
  const invoice: string[] = [`BGM+380+INV-${n}+9`, `DTM+137:${dateOf(n)}:102`, `RFF+ON:PO-${n}`]
  const parties = [
    'NAD+BY+5412345000013::9++UTRECHT PRACTICE SUPPLY+QUAY 12+UTRECHT++3511+NL',
    'NAD+SU+6901234000016::9++QINGDAO PRACTICE TOOLS',
  ]
  order.push(...parties, 'CUX+2:USD:9')
  invoice.push(...parties, 'CUX+2:USD:4')
  for (let line = 1; line <= LINES; line++) {
    const item = [
      `LIN+${line}++${4_000_000_000_000 + line}:SRV`,
      `PIA+1+D75${line}:SA`,
      `IMD+F++:::ELECTRIC IMPACT DRILL 230 V 750 W, MODEL ${line}`,
    ]
    order.push(...item, `QTY+21:${line * 24}:PCE`, `DTM+2:${dateOf(line)}:102`, `PRI+AAA:${line}.85:::1:PCE`)
    invoice.push(...item, `QTY+47:${line * 24}:PCE`, `MOA+203:${line * 356}.40`, `PRI+AAA:${line}.85:::1:PCE`)
  }
  order.push('UNS+S', `CNT+2:${LINES}`)
  invoice.push('UNS+S', 'MOA+77:50100.00')
  return [enveloped('ORDERS', order, n * 2 + 1), enveloped('INVOIC', invoice, n * 2 + 2)].join('')
}

const enveloped = (type: string, body: readonly string[], reference: number): string =>
  [`UNH+${reference}+${type}:D:01B:UN`, ...body, `UNT+${body.length + 2}+${reference}`]
    .map((each) => `${each}'`)
    .join('')

/** One interchange of orders and invoices, of about so many bytes. */
export function edifactInterchange(bytes: number): Uint8Array {
  const one = edifactMessages(0).length
  const pairs = Math.max(1, Math.round(bytes / one))
  const messages = Array.from({ length: pairs }, (_, n) => edifactMessages(n)).join('')
  return new TextEncoder().encode(
    `UNB+UNOC:3+5412345000013:14+6901234000016:14+261129:1200+000123'${messages}UNZ+${pairs * 2}+000123'`,
  )
}

function orderX12(n: number): string {
  const control = String(n + 1).padStart(4, '0')
  const body = [
    `BEG*00*SA*PO-${n}**${dateOf(n)}`,
    `REF*CT*SC-2026-${n % 1000}`,
    'N1*BY*UTRECHT PRACTICE SUPPLY*92*0001',
    'N3*QUAY 12',
    'N4*UTRECHT**3511*NL',
  ]
  for (let line = 1; line <= LINES; line++)
    body.push(
      `PO1*${line}*${line * 24}*EA*${line}.85*PE*UP*${4_000_000_000_000 + line}*VN*D75${line}`,
      `PID*F****ELECTRIC IMPACT DRILL 230 V 750 W, MODEL ${line}`,
    )
  body.push(`CTT*${LINES}`)
  return [`ST*850*${control}`, ...body, `SE*${body.length + 2}*${control}`].map((each) => `${each}~`).join('')
}

/** One interchange of X12 850, of about so many bytes. */
export function x12Interchange(bytes: number): Uint8Array {
  const sets = Math.min(MAX_SETS, Math.max(1, Math.round(bytes / orderX12(0).length)))
  const isa = `ISA*00*          *00*          *ZZ*${'BUYER'.padEnd(15)}*ZZ*${'SELLER'.padEnd(15)}*261129*1200*U*00401*000000905*0*T*>~`
  const body = Array.from({ length: sets }, (_, n) => orderX12(n)).join('')
  return new TextEncoder().encode(
    `${isa}GS*PO*BUYER*SELLER*20261129*1200*1*X*004010~${body}GE*${sets}*1~IEA*1*000000905~`,
  )
}

/** A set's control number has four figures here. */
const MAX_SETS = 9_999
