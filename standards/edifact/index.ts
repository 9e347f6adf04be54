export { builtInDirectories, builtInDirectory, serviceDirectory } from './directory/built-in/index.ts'
export { type ChosenDirectory, directoryFor, type MessageIdentifier } from './directory/directory-for.ts'
export type { DirectoryMalformed, DirectoryMalformedCode } from './directory/malformed.ts'
export { type CompiledDirectory, compileDirectory } from './directory/official/compile.ts'
