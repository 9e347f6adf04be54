import { Checkbox, Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { currencyCodes, unitOf, units } from '@entrepot/money'
import { type ElementType, isList, type Value } from '@entrepot/trade/file'
import { useSpeech } from '../language/language.ts'
import { unitText } from '../language/value.ts'

/** What every input of a form needs. */
export interface InputProps {
  readonly label: string
  readonly type: ElementType
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  readonly required: boolean
  readonly description?: string
  readonly error?: string
  /** Offset that an instant is taken to be in, `+08:00`. */
  readonly offset: string
}

/** From so many characters on, a text may have several lines. */
const LONG_TEXT = 120

/** The input that fits an element's type. */
export function FieldInput(props: InputProps) {
  const { type, value, onChange } = props
  const { of, words } = useSpeech()
  const shown = { ...shownOf(props), placeholder: '' }
  switch (type.is) {
    case 'choice':
      return (
        <Select
          {...shown}
          data={Object.entries(type.of).map(([option, label]) => ({ value: option, label: of(label) }))}
          value={typeof value === 'string' && value !== '' ? value : null}
          onChange={(chosen) => onChange(chosen ?? '')}
          clearable
          clearButtonProps={{ 'aria-label': words.office.clear(props.label) }}
          searchable={Object.keys(type.of).length > MANY_OPTIONS}
        />
      )
    case 'code':
      return <CodeInput {...props} type={type} />
    case 'money':
      return <MoneyInput {...props} />
    case 'date':
      return (
        <TextInput
          {...shown}
          type="date"
          value={textOf(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'instant':
      return <InstantInput {...props} />
    case 'flag':
      return (
        <Checkbox
          label={props.label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          {...(props.error === undefined ? {} : { error: props.error })}
        />
      )
    case 'list':
      return <ListInput {...props} of={type.of} max={type.max} />
    case 'decimal':
      return (
        <TextInput
          {...shown}
          inputMode="decimal"
          value={textOf(value)}
          onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\s/g, ''))}
          rightSection={<span className="quiet">{unitText(type)}</span>}
        />
      )
    case 'text':
      return type.max > LONG_TEXT ? (
        <Textarea
          {...shown}
          autosize
          minRows={2}
          maxLength={type.max}
          value={textOf(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...shown}
          maxLength={type.max}
          value={textOf(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'document':
      return <TextInput {...shown} disabled value="" placeholder={words.noDocuments} />
  }
}

const MANY_OPTIONS = 6
const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

function shownOf({ label, required, description, error }: InputProps) {
  return {
    ...{ label, withAsterisk: required },
    ...(description === undefined ? {} : { description }),
    ...(error === undefined ? {} : { error }),
  }
}

/** Codes whose lists we have are picked; others are keyed, with the list's name beside. */
function CodeInput(props: InputProps & { readonly type: Extract<ElementType, { is: 'code' }> }) {
  const { type, value, onChange } = props
  const { language, words } = useSpeech()
  const options = optionsOf(type.list, language)
  if (options)
    return (
      <Select
        {...shownOf(props)}
        data={options}
        value={textOf(value) === '' ? null : textOf(value)}
        onChange={(chosen) => onChange(chosen ?? '')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': words.office.clear(props.label) }}
      />
    )
  return (
    <TextInput
      {...shownOf(props)}
      description={props.description ?? type.list}
      value={textOf(value)}
      autoCapitalize="characters"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value.toUpperCase().replaceAll(/\s/g, ''))}
    />
  )
}

/** Those that most trade is invoiced in come first. */
const OFTEN = ['USD', 'EUR', 'CNY', 'GBP', 'JPY']
const CURRENCIES = [...OFTEN, ...currencyCodes().filter((code) => !OFTEN.includes(code))]

function optionsOf(list: string, language: 'en' | 'zh'): { value: string; label: string }[] | undefined {
  if (list === 'ISO 4217') {
    const names = new Intl.DisplayNames(language, { type: 'currency' })
    return CURRENCIES.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? ''}` }))
  }
  if (list === 'UN/ECE Recommendation 20')
    return [...units.keys()].map((code) => {
      const unit = unitOf(code)
      return { value: code, label: `${code} · ${(language === 'zh' ? unit?.chinese : unit?.english) ?? ''}` }
    })
  if (list !== 'ISO 3166-1') return undefined
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  return COUNTRIES.flatMap((code) => {
    const name = names.of(code)
    return name === undefined ? [] : [{ value: code, label: `${code} · ${name}` }]
  })
}

/** Every pair of letters; those that name no country fall out where the browser knows no name. */
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const COUNTRIES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))

function MoneyInput(props: InputProps) {
  const { value, onChange, label } = props
  const { words } = useSpeech()
  const money = typeof value === 'object' && !isList(value) ? value : {}
  const { description, error, ...named } = shownOf(props)
  const told = { ...(description === undefined ? {} : { description }), ...(error === undefined ? {} : { error }) }
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput
        {...named}
        {...told}
        style={{ flex: 1 }}
        inputMode="decimal"
        value={textOf(money['amount'])}
        onChange={(event) =>
          onChange({ currency: '', ...money, amount: event.currentTarget.value.replaceAll(/\s/g, '') })
        }
      />
      <Select
        aria-label={`${label}: ${words.currency}`}
        w={104}
        searchable
        data={CURRENCIES}
        value={textOf(money['currency']) === '' ? null : textOf(money['currency'])}
        onChange={(currency) => onChange({ amount: '', ...money, currency: currency ?? '' })}
      />
    </Group>
  )
}

/** A day and a time of a place; the offset is that of the party's own place. */
function InstantInput(props: InputProps) {
  const { value, onChange, offset } = props
  const [, local = '', given = offset] = /^(.{16}).*?(Z|[+-]\d{2}:\d{2})$/.exec(textOf(value)) ?? []
  return (
    <TextInput
      {...shownOf(props)}
      type="datetime-local"
      value={local}
      rightSectionWidth={86}
      rightSection={<span className="quiet">UTC{given}</span>}
      onChange={(event) => onChange(event.currentTarget.value === '' ? '' : `${event.currentTarget.value}${given}`)}
    />
  )
}

function ListInput({ of: inner, max, ...props }: InputProps & { readonly of: ElementType; readonly max: number }) {
  const { value, onChange } = props
  const { words } = useSpeech()
  const items = typeof value === 'object' && isList(value) ? value : []
  if (inner.is === 'decimal')
    return (
      <Stack gap={4}>
        <TextInput
          {...shownOf(props)}
          description={props.description ?? words.separatedBy(max)}
          inputMode="decimal"
          value={items.filter((item) => typeof item === 'string').join(' × ')}
          onChange={(event) => onChange(event.currentTarget.value.split(/[×x*;,]\s*/).map((item) => item.trim()))}
          rightSection={<span className="quiet">{unitText(inner)}</span>}
        />
      </Stack>
    )
  return (
    <Textarea
      {...shownOf(props)}
      description={props.description ?? words.onePerLine}
      autosize
      minRows={3}
      value={items.filter((item) => typeof item === 'string').join('\n')}
      onChange={(event) => onChange(event.currentTarget.value.split('\n'))}
    />
  )
}
