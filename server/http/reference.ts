import { z } from '@hono/zod-openapi'
import type { PortApp } from './app-types.ts'

const operation = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() })).optional(),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })),
})
const described = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().optional() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})
type Operation = z.infer<typeof operation>

/** What the API says of itself. */
const API_INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Entrepot',
    version: '0.1.0',
    description:
      'Files, acts, evidence, documents. Errors are { code, message, rule?, at?, limit? }; codes are stable.',
  },
  security: [{ apiKey: [] }],
}

/** Mounts `/openapi.json` (OpenAPI 3.1) and `/reference`, a page of it that needs nothing from elsewhere. */
export function mountReference(app: PortApp): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' })
  app.doc31('/openapi.json', API_INFO)
  app.get('/reference', (context) =>
    context.html(pageOf(described.parse(JSON.parse(JSON.stringify(app.getOpenAPI31Document(API_INFO)))))),
  )
}

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 56rem; padding: 2rem 1rem; color: #1c2430; }
h1 { font-size: 1.6rem } h2 { margin-top: 2.5rem; border-bottom: 1px solid #d5dae1 }
article { margin: 1.25rem 0 } h3 { font-size: 1rem; margin: 0 } p { margin: .25rem 0 }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere } .method { color: #0b5cad; font-weight: 600 }
ul { margin: .25rem 0; padding-left: 1.25rem; color: #4a5565 }`

function pageOf({ info, paths }: z.infer<typeof described>): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({ path, method, each, tag: each.tags?.[0] ?? 'Other' })),
  )
  const sections = [...Map.groupBy(operations, ({ tag }) => tag)].map(
    ([tag, list]) => `<section><h2>${escaped(tag)}</h2>${list.map(articleOf).join('')}</section>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(info.title)} API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head><body>
<h1>${escaped(info.title)} API</h1><p>${escaped(info.description ?? '')}</p>
<p>The same for programs: <a href="/openapi.json">openapi.json</a></p>${sections.join('')}</body></html>`
}

function articleOf({ path, method, each }: { path: string; method: string; each: Operation }): string {
  const inputs = (each.parameters ?? []).map((parameter) => `${parameter.in} <code>${escaped(parameter.name)}</code>`)
  const bodies = Object.keys(each.requestBody?.content ?? {}).map((type) => `body <code>${escaped(type)}</code>`)
  const answers = Object.entries(each.responses).map(([status, { description }]) => `${status} ${escaped(description)}`)
  const items = [...inputs, ...bodies, ...answers].map((item) => `<li>${item}</li>`).join('')
  return `<article><h3><span class="method">${method.toUpperCase()}</span> <code>${escaped(path)}</code></h3>
<p>${escaped(each.summary ?? '')}</p>${each.description ? `<p>${escaped(each.description)}</p>` : ''}<ul>${items}</ul></article>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
