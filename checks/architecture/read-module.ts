import { parseSync, visitorKeys } from 'oxc-parser'

/** What a source file imports and touches, each with the line it stands on. */
export type Module = {
  /** Every specifier: of imports, `export ... from`, dynamic imports and types alike. */
  readonly imports: readonly Mention[]
  /** Dynamic imports whose specifier is computed, so that nobody can tell where the arrow goes. */
  readonly computedImports: readonly Mention[]
  /** Globals of the clock, randomness, disk, network and host that are used and not declared in the file. */
  readonly impurities: readonly Mention[]
  /** Uses of the type `any`. */
  readonly anys: readonly Mention[]
}

export type Mention = { readonly text: string; readonly line: number }

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>
type Place = { readonly parent: Node; readonly key: string; readonly declares: boolean }

const IMPURE_GLOBALS = new Set(
  (
    'fetch console process Buffer require setTimeout setInterval setImmediate queueMicrotask performance crypto ' +
    'XMLHttpRequest WebSocket EventSource localStorage sessionStorage indexedDB document window navigator globalThis'
  ).split(' '),
)
const IMPURE_MEMBERS = new Set(['Date.now', 'Math.random', 'Temporal.Now'])
/** Keys of a node under which a name is declared rather than used. */
const DECLARING: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['id', 'params'],
  ArrowFunctionExpression: ['params'],
  CatchClause: ['param'],
  ClassDeclaration: ['id'],
  ImportSpecifier: ['local'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
}
/** Keys under which a name is a label of something, and neither declared nor used. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  MemberExpression: ['property'],
  Property: ['key'],
  MethodDefinition: ['key'],
  PropertyDefinition: ['key'],
  TSPropertySignature: ['key'],
  TSMethodSignature: ['key'],
  ImportSpecifier: ['imported'],
  ExportSpecifier: ['exported'],
}

/** Reads a TypeScript or JavaScript source. @throws {Error} naming the path when it does not parse. */
export function readModule(path: string, source: string): Module {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const found: Record<keyof Module, Mention[]> = { imports: [], computedImports: [], impurities: [], anys: [] }
  const declared = new Set<string>()
  const used: Mention[] = []

  for (const child of childrenOf(program)) walk(child, { parent: child, key: '', declares: false })
  found.impurities.push(...used.filter(({ text }) => !declared.has(text.split('.')[0] ?? '')))
  return found

  function walk(node: Node, place: Place): void {
    const line = () => source.slice(0, node.start).split('\n').length
    const specifier = specifierOf(node)
    if (specifier !== undefined) found.imports.push({ text: specifier, line: line() })
    else if (node.type === 'ImportExpression') found.computedImports.push({ text: 'import()', line: line() })
    if (node.type === 'TSAnyKeyword') found.anys.push({ text: 'any', line: line() })
    if (place.declares && node.type === 'Identifier') declared.add(String(node['name']))
    const impurity = impurityOf(node, place)
    if (impurity !== undefined) used.push({ text: impurity, line: line() })

    for (const key of visitorKeys[node.type] ?? []) {
      const declares = DECLARING[node.type]?.includes(key) === true || (place.declares && isPattern(node, key))
      for (const child of childrenOf(node[key])) walk(child, { parent: node, key, declares })
    }
  }
}

function childrenOf(value: unknown): Node[] {
  return (Array.isArray(value) ? value : [value]).filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function specifierOf(node: Node): string | undefined {
  const key = node.type === 'TSImportType' ? ('source' in node ? 'source' : 'argument') : 'source'
  const isImport = /^(Import(Declaration|Expression)|Export(Named|All)Declaration|TSImportType)$/.test(node.type)
  const [source] = isImport ? childrenOf(node[key]) : []
  return source?.type === 'Literal' && typeof source['value'] === 'string' ? source['value'] : undefined
}

/** Within a declaration, what its parts bind: not their keys, and not their default values. */
function isPattern(node: Node, key: string): boolean {
  if (node.type === 'AssignmentPattern') return key === 'left'
  if (node.type === 'Property') return key === 'value'
  return ['ObjectPattern', 'ArrayPattern', 'RestElement', 'TSParameterProperty'].includes(node.type)
}

function impurityOf(node: Node, { parent, key, declares }: Place): string | undefined {
  if (node.type === 'MemberExpression') {
    const member = `${nameOf(node['object'])}.${nameOf(node['property'])}`
    return IMPURE_MEMBERS.has(member) ? member : undefined
  }
  if ((node.type === 'NewExpression' || node.type === 'CallExpression') && nameOf(node['callee']) === 'Date') {
    const readsClock = node.type === 'CallExpression' || childrenOf(node['arguments']).length === 0
    return readsClock ? 'Date' : undefined
  }
  if (node.type !== 'Identifier' || declares || parent.type.startsWith('TSType')) return undefined
  if (NAMING[parent.type]?.includes(key) === true && parent['computed'] !== true) return undefined
  const name = String(node['name'])
  return IMPURE_GLOBALS.has(name) ? name : undefined
}

function nameOf(value: unknown): string {
  return isNode(value) && value.type === 'Identifier' ? String(value['name']) : ''
}
