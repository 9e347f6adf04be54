import { defineAct } from './define.ts'
import { refuse } from './verdict.ts'

/** A named party enters a file: its name, country and place are what its certificate says. */
const enter = defineAct({
  type: 'enter/1',
  kind: '*',
  label: { en: 'Enter', zh: '加入' },
  hint: {
    en: 'Take your place in this file. Until you do, you see the invitation only.',
    zh: '加入本文件；在此之前只能看到邀请。',
  },
  effect: 'states',
  by: ['*'],
  enters: true,
})

/** A principal records what an agent may do in its name. */
const grantAuthority = defineAct({
  type: 'grant-authority/1',
  kind: '*',
  label: { en: 'Give an agent authority', zh: '授权代理人' },
  effect: 'states',
  by: ['*'],
  requires: ['/authorities/{authority}/agent', '/authorities/{authority}/capacity', '/authorities/{authority}/acts'],
  may: ['/authorities/{authority}/until'],
  rules: [
    {
      name: 'authority/not-yours-to-give',
      cites: 'authority of an agent',
      judge({ file, act }) {
        const rule = 'authority of an agent'
        const places = new Set(act.statements.map(({ path }) => path.split('/').slice(0, 3).join('/')))
        const granted = [...places].filter((place) => place.startsWith('/authorities/'))
        if (granted.length > 1) return refuse('authority/one-at-a-time', rule)
        const given = act.statements.find((statement) => statement.path.endsWith('/capacity'))?.value
        const own = typeof given === 'string' && file.file.parties.get(given)?.organisation === act.signer.organisation
        return own ? undefined : refuse('authority/not-yours-to-give', rule, { found: given ?? '' })
      },
    },
  ],
})

/** A principal ends an agent's authority. */
const endAuthority = defineAct({
  type: 'end-authority/1',
  kind: '*',
  label: { en: 'End an agent’s authority', zh: '终止授权' },
  effect: 'retracts',
  by: ['*'],
  answers: ['grant-authority'],
})

/** An organisation adds data of its own that the house's elements lack; no rule reads it. */
const extend = defineAct({
  type: 'extend/1',
  kind: '*',
  label: { en: 'Add data of your own', zh: '添加自有数据' },
  effect: 'states',
  by: ['*'],
  requires: ['/extensions/{organisation}/{name}'],
})

/** Keeps the original of a foreign document, byte for byte: what is read off it is transcribed, and anyone can compare. */
const keepOriginal = defineAct({
  type: 'keep-original/1',
  kind: '*',
  label: { en: 'Keep the original of a foreign document', zh: '保存外来单据原件' },
  effect: 'states',
  by: ['*'],
  requires: ['/originals/{original}/content', '/originals/{original}/mediaType'],
})

/** The acts that every kind of file knows. */
export const generalActs = [enter, grantAuthority, endAuthority, extend, keepOriginal]
