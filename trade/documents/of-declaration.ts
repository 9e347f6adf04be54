import { type FileView, label } from '@entrepot/trade/file'
import { type Field, field } from './define.ts'
import { ofDocument } from './shown.ts'

/** How a declarant stands to the one whose goods it declares (Regulation (EU) 952/2013 art. 18). */
export const representation = (principal: string): Field =>
  field('Representation', '代理方式', ({ home }) => representationIn(home, principal), {
    prints: {
      of: {
        own: label('in its own name and on its own behalf', '自理报关'),
        direct: label('direct representation under a recorded power of attorney', '直接代理（有授权记录）'),
      },
    },
    optional: true,
  })

function representationIn(home: FileView, principal: string): string | undefined {
  const declarant = home.file.parties.get('declarant')?.organisation
  if (declarant === undefined) return undefined
  if (declarant === home.file.parties.get(principal)?.organisation) return 'own'
  const isGranted = home
    .enumerate('/authorities')
    .some(
      (id) =>
        home.text(`/authorities/${id}/agent`) === declarant && home.text(`/authorities/${id}/capacity`) === principal,
    )
  return isGranted ? 'direct' : undefined
}

/** What a declaration takes from the invoice that it cites. */
export const invoiceFields = {
  invoice: ofDocument('/documents/invoice', 'number', ['Invoice number', '发票号'], { untded: '1334' }),
  invoiceDate: ofDocument('/documents/invoice', 'date', ['Invoice date', '发票日期']),
  contract: ofDocument('/documents/invoice', 'contract', ['Contract number', '合同编号'], { untded: '1296' }),
  incoterm: ofDocument('/documents/invoice', 'incoterm', ['Trade term', '成交方式'], { untded: '4053' }),
  incotermPlace: ofDocument('/documents/invoice', 'incotermPlace', ['Named place', '指定地点'], { prints: 'place' }),
  marks: ofDocument('/documents/invoice', 'marks', ['Marks and numbers', '唛头'], { untded: '7102', optional: true }),
  invoiceTotal: ofDocument('/documents/invoice', 'total', ['Invoice total', '发票总额'], { prints: 'number' }),
} satisfies Record<string, Field>

/** A column from a line of the invoice. */
export const invoiceLine = (
  name: string,
  names: readonly [string, string],
  more: Omit<Field, 'label' | 'of'> = {},
): Field => ofDocument('/documents/invoice', `lines/{row}/${name}`, names, more)

/** A column from a line of the packing list, empty where none is cited. */
export const packingLine = (
  name: string,
  names: readonly [string, string],
  more: Omit<Field, 'label' | 'of'> = {},
): Field =>
  ofDocument('/documents/packingList', `lines/{row}/${name}`, names, { optional: true, prints: 'number', ...more })

/** Lines of the cited invoice. */
export const invoiceLines = (home: FileView): readonly string[] => home.enumerate('/documents/invoice/lines')
