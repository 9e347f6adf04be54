import type { InterchangeToWrite as EdifactInterchange } from '@entrepot/edifact'
import type { InterchangeToWrite as X12Interchange } from '@entrepot/x12'
import { z } from 'zod'

/** An interchange as JSON: what its writer takes, with segments as tag and elements, each a list of repetitions of components. */
export type InterchangeJson =
  | { readonly syntax: 'edifact'; readonly interchange: EdifactInterchange }
  | { readonly syntax: 'x12'; readonly interchange: X12Interchange }

const text = z.string().max(100_000)
const segment = z.object({ tag: text, elements: z.array(z.array(z.array(text))) })
type Nested = z.infer<typeof segment> | { group: string; items: Nested[] }
const node: z.ZodType<Nested> = z.lazy(() => z.union([segment, z.object({ group: text, items: z.array(node) })]))
const tree = z.object({ type: text, items: z.array(node) })
const fields = z.record(z.string(), z.unknown())
const separators = z.object({
  ...{ component: z.int(), element: z.int(), repetition: z.int(), release: z.int(), terminator: z.int() },
})
const message = z.object({ header: fields, tree })

const shape = z.discriminatedUnion('syntax', [
  z.object({
    syntax: z.literal('edifact'),
    interchange: z.object({
      ...{ header: fields, separators: separators.optional() },
      content: z.array(z.union([message, z.object({ group: fields, messages: z.array(message) })])),
    }),
  }),
  z.object({
    syntax: z.literal('x12'),
    interchange: z.object({
      ...{ sender: fields, receiver: fields, date: text, time: text, controlNumber: text },
      separators: separators.optional(),
      groups: z.array(
        z.object({
          ...{ identifier: text, sender: text, receiver: text, date: text, time: text, controlNumber: text },
          ...{ version: text, sets: z.array(z.object({ tree })) },
        }),
      ),
    }),
  }),
])

/** Whether a value is an interchange as `edi convert` writes it. */
export const isInterchangeJson = (value: unknown): value is InterchangeJson => shape.safeParse(value).success
