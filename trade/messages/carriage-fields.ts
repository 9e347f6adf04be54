import { billOfLading, field, maybe, shown, type Table } from '@entrepot/trade/documents'
import { label, segmentsOf } from '@entrepot/trade/file'
import { carriage } from '@entrepot/trade/goods'
import type { MessageField } from './define.ts'

/** Ship, voyage, ports and place of delivery of a carriage, named as in the bill of lading. */
export const callFields = {
  vessel: maybe(carriage, '/vessel/name'),
  imo: maybe(carriage, '/vessel/imo'),
  voyage: maybe(carriage, '/vessel/voyage'),
  from: shown(carriage, '/booking/from'),
  to: shown(carriage, '/booking/to'),
  delivery: maybe(carriage, '/booking/finalPlace'),
} satisfies Record<string, MessageField>

/** The same, and where the carrier takes the goods over. */
export const voyageFields = {
  ...callFields,
  receipt: field('Place of receipt', '收货地', ({ home }) => home.text('/parties/terminalLoading/name'), {
    untded: '3349',
    optional: true,
  }),
} satisfies Record<string, MessageField>

/** How long storage and use of the container are free. */
export const freeTimeFields = {
  demurrageDays: maybe(carriage, '/freeDays/demurrage'),
  detentionDays: maybe(carriage, '/freeDays/detention'),
} satisfies Record<string, MessageField>

/** The goods as they are booked, before they are packed. */
export const bookedGoods: Table = {
  label: label('Goods', '货物'),
  each: ({ home }) => home.enumerate('/goods'),
  columns: {
    description: shown(carriage, '/goods/{line}/description'),
    hs6: maybe(carriage, '/goods/{line}/hs6'),
  },
}

/** Containers of which the act says something from which the message arises. */
export const containersOfAct = (columns: Table['columns']): Table => ({
  label: label('Containers', '集装箱'),
  each({ home }) {
    const act = home.file.acts.at(-1)
    const paths = [...(act?.statements ?? []), ...(act?.dated ?? [])].map(({ path }) => segmentsOf(path))
    const named = new Set(paths.flatMap(([kind, id = '']) => (kind === 'containers' ? [id] : [])))
    return home.enumerate('/containers').filter((id) => named.has(id))
  },
  columns: {
    number: shown(carriage, '/containers/{container}/number'),
    type: shown(carriage, '/containers/{container}/type'),
    ...columns,
  },
})

/** Containers as they were packed, sealed and declared. */
export const packedContainers: Table = {
  label: label('Containers', '集装箱'),
  each: ({ home }) => home.enumerate('/containers'),
  columns: {
    number: shown(carriage, '/containers/{container}/number'),
    type: shown(carriage, '/containers/{container}/type'),
    seal: shown(carriage, '/containers/{container}/seal'),
    grossKg: maybe(carriage, '/containers/{container}/grossMass/declared'),
  },
}

/** The goods as the bill of lading states them, where a message has no place for their codes. */
export const describedGoods: Table = {
  ...bookedGoods,
  columns: Object.fromEntries(
    Object.entries(billOfLading.tables?.['goods']?.columns ?? {}).filter(([column]) => column !== 'hs6'),
  ),
}
