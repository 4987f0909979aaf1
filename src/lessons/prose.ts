/**
 * The words of a lesson in one language: Markdown with a heading `## id` for every step. Of Markdown it has paragraphs,
 * lists, quotations, code, emphasis and links; nothing else, and no HTML. Under a step's heading an item `[choice] …` is the
 * text of that choice, `[!choice] …` what is said to who chose it wrongly, `[hint] …` the next hint; `[look] …` says, before something is
 * run, what to look at, `[after] …` what is said once a change has been made. `{claim}` stands for what was measured.
 */
import { marked, type Token, type Tokens } from 'marked'
import { claimsOf } from './consistent.ts'
import type { Script, Step } from './format.ts'
import { Problem } from './problem.ts'

export interface StepProse {
  /** Blocks of Markdown, in order, without the items that have a part of their own. */
  readonly body: string
  readonly choices: Readonly<Record<string, string>>
  /** To those who chose wrongly. */
  readonly refutations: Readonly<Record<string, string>>
  readonly hints: readonly string[]
  /** What to look at, before a step runs; what is said after a change. '' where nothing is. */
  readonly look: string
  readonly after: string
}

export interface Prose {
  readonly title: string
  /** What stands before the first step. */
  readonly intro: string
  readonly steps: Readonly<Record<string, StepProse>>
}

const ALLOWED = ['paragraph', 'list', 'blockquote', 'code', 'space', 'heading', 'hr', 'text']
const INLINE = ['text', 'strong', 'em', 'codespan', 'link', 'escape', 'br', 'del']

/** Reads a page against its script. Throws Problem for what is missing, too much, or no Markdown of ours. */
export function readProse(source: string, script: Script, language: string): Prose {
  const tokens = marked.lexer(source)
  for (const token of tokens) checkToken(token)
  const title = tokens.find((token): token is Tokens.Heading => token.type === 'heading' && token.depth === 1)
  if (!title) throw new Problem('lesson-prose-step', { step: '# …', language })
  const parts = new Map<string, Token[]>()
  let current: Token[] = []
  const intro = current
  for (const token of tokens) {
    if (token === title) continue
    if (token.type === 'heading' && token.depth === 2) {
      current = []
      parts.set(token.text.trim(), current)
    } else current.push(token)
  }
  const ids = script.steps.map(({ id }) => id)
  const extra = [...parts.keys()].find((id) => !ids.includes(id))
  if (extra !== undefined) throw new Problem('lesson-prose-extra', { step: extra, language })
  const claims = script.steps.flatMap(claimsOf).map(({ id }) => id)
  const steps = script.steps.map((step) => {
    const found = parts.get(step.id)
    if (!found) throw new Problem('lesson-prose-step', { step: step.id, language })
    checkPlaceholders(found, step.id, claims)
    return [step.id, stepProse(step, found, language)] as const
  })
  return { title: title.text, intro: rawOf(intro), steps: Object.fromEntries(steps) }
}

const rawOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ raw }) => raw)
    .join('')
    .trim()

const ITEM = /^\[(!?)([a-z0-9-]+)\]\s+([\s\S]*)$/

function stepProse(step: Step, tokens: readonly Token[], language: string): StepProse {
  const choices: Record<string, string> = {}
  const refutations: Record<string, string> = {}
  const hints: string[] = []
  const said = { look: '', after: '' }
  const body: Token[] = []
  for (const token of tokens) {
    const items = token.type === 'list' ? (token as Tokens.List).items.map(({ text }) => ITEM.exec(text)) : []
    if (items.length === 0 || items.some((item) => item === null)) {
      body.push(token)
      continue
    }
    for (const item of items) {
      const [, mark, id, text] = item as RegExpExecArray
      if (id === 'hint') hints.push(text)
      else if (!mark && (id === 'look' || id === 'after')) said[id] = text
      else if (mark) refutations[id] = text
      else choices[id] = text
    }
  }
  const need = (ids: readonly string[], have: object) => {
    const missing = ids.find((id) => !(id in have))
    if (missing) throw new Problem('lesson-prose-choice', { step: step.id, choice: missing, language })
  }
  if (step.do === 'predict' && step.choose) need(Object.keys(step.choose), choices)
  if (step.do === 'explain') {
    need([step.right, ...Object.keys(step.wrong)], choices)
    need(Object.keys(step.wrong), refutations)
  }
  if (step.do === 'task' && hints.length !== step.hints) {
    throw new Problem('lesson-prose-choice', { step: step.id, choice: `hint ${hints.length + 1}`, language })
  }
  return { body: rawOf(body), choices, refutations, hints, ...said }
}

/** Throws Problem for Markdown that lessons do not have. */
function checkToken(token: Token): void {
  const inline = 'tokens' in token && token.tokens ? token.tokens : []
  if (!ALLOWED.includes(token.type) && !INLINE.includes(token.type)) {
    throw new Problem('lesson-prose-markdown', { found: token.raw.trim().split('\n')[0].slice(0, 60) })
  }
  for (const one of inline) checkToken(one)
  if (token.type === 'list')
    for (const item of (token as Tokens.List).items) for (const one of item.tokens) checkToken(one)
}

/** The placeholders of a text, in order. */
export const placeholdersOf = (text: string): string[] => [...text.matchAll(/\{([a-z0-9-]+)\}/g)].map(([, id]) => id)

function checkPlaceholders(tokens: readonly Token[], step: string, claims: readonly string[]): void {
  const unknown = placeholdersOf(rawOf(tokens)).find((id) => !claims.includes(id))
  if (unknown) throw new Problem('lesson-prose-placeholder', { placeholder: unknown, step })
}
