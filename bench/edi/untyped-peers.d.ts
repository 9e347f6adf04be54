declare module 'edifact/parser.js' {
  class Parser {
    constructor(validator?: unknown)
    on(event: string, told: (value: string) => void): void
    write(text: string): void
    end(): void
  }
  export = Parser
}
declare module 'edifact/validator.js' {
  class Validator {
    define(definitions: unknown): void
  }
  export = Validator
}
declare module 'edifact/segments.js' {
  const definitions: unknown
  export = definitions
}
declare module 'edifact/elements.js' {
  const definitions: unknown
  export = definitions
}
