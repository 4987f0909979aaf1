/**
 * The words of a lesson in one language: Markdown with a heading `## id` for every step. Of
 * Markdown it has paragraphs, lists, quotations, code, emphasis and links; nothing else, and no
 * HTML. Under a step's heading an item `[choice] …` is the text of that choice, `[!choice] …` what
 * is said to who chose it: what refutes it, or why it is right; `[hint] …` the next hint;
 * `[look] …` says, before something is run, what to look at, `[after] …` what is said once a change
 * has been made. `{claim}` stands for what was measured.
 */
import { marked, type Token, type Tokens } from 'marked'
import { LessonError } from './lesson-error.ts'
import type { Script, Step } from './lesson-schema.ts'
import { PlaceholderRules } from './placeholders.ts'
import { Items, itemsOf, LOOK } from './prose-items.ts'
import { checkLimits } from './prose-limits.ts'

export interface StepProse {
  /** Blocks of Markdown, in order, without the items that have a part of their own. */
  readonly body: string
  readonly choices: Readonly<Record<string, string>>
  /** To those who chose wrongly. */
  readonly refutations: Readonly<Record<string, string>>
  readonly hints: readonly string[]
  /** To those who found the right answer of an explanation: why it is right; '' for nothing. */
  readonly reason: string
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

/** A page that was read: its words, and the line of each step's heading. */
export interface Page {
  readonly prose: Prose
  readonly lineOf: (step: string) => number
}

/** A block of the page, and the line at which it begins. */
export interface Placed {
  readonly token: Token
  readonly line: number
}

/** What stands under a step's heading, and the line of the heading. */
interface ProsePart {
  readonly line: number
  readonly blocks: Placed[]
}

interface Parts {
  readonly title: string
  readonly intro: readonly Placed[]
  readonly steps: ReadonlyMap<string, ProsePart>
}

/**
 * Reads a page against its script. Throws LessonError for what is missing, too much, or no Markdown
 * of ours; with its line.
 */
export function readProse(source: string, script: Script, language: string): Page {
  checkLimits(source)
  const placed = placedTokens(source)
  for (const { token, line } of placed) checkToken(token, line)
  const parts = partsOf(placed, script, language)
  const rules = new PlaceholderRules(script)
  const found = script.steps.map(({ id }, n) => {
    const part = parts.steps.get(id)
    if (part) return part
    const [next] = script.steps.slice(n).flatMap((step) => parts.steps.get(step.id) ?? [])
    const end = source.trimEnd().split('\n').length
    throw new LessonError('lesson-prose-step', { step: id, language }).on(next?.line ?? end)
  })
  const steps = script.steps.map((step, n) => {
    const part = found[n]
    for (const { token, line } of part.blocks) rules.check(token.raw, line, step.id)
    return [step.id, stepProse(step, part, language, rules)] as const
  })
  for (const { token, line } of parts.intro) rules.check(token.raw, line, null)
  const prose = { title: parts.title, intro: rawOf(parts.intro), steps: Object.fromEntries(steps) }
  return { prose, lineOf: (step) => parts.steps.get(step)?.line ?? 1 }
}

function placedTokens(source: string): Placed[] {
  let line = 1
  return marked.lexer(source).map((token) => {
    const placed = { token, line }
    line += token.raw.split('\n').length - 1
    return placed
  })
}

/** The page, cut at its headings: the title first, then one for each step. */
function partsOf(placed: readonly Placed[], script: Script, language: string): Parts {
  const steps = new Map<string, ProsePart>()
  const intro: Placed[] = []
  const titles: string[] = []
  let current = intro
  for (const { token, line } of placed) {
    if (token.type !== 'heading') {
      current.push({ token, line })
      continue
    }
    const { depth, text } = token as Tokens.Heading
    const name = text.trim()
    if (depth > 2 || (depth === 1 && titles.length > 0))
      throw new LessonError('lesson-prose-heading', { found: token.raw.trim() }).on(line)
    if (depth === 1) {
      if (name !== '') titles.push(name)
      // A title is read before anything is measured.
      intro.push({ token: { ...token, type: 'title' }, line })
      continue
    }
    if (steps.has(name))
      throw new LessonError('lesson-prose-repeated', { what: 'heading', name, language }).on(line)
    if (!script.steps.some(({ id }) => id === name))
      throw new LessonError('lesson-prose-extra', { step: name, language }).on(line)
    current = []
    steps.set(name, { line, blocks: current })
  }
  const [title] = titles
  if (title === undefined)
    throw new LessonError('lesson-prose-step', { step: '# …', language }).on(1)
  return { title, intro, steps }
}

const rawOf = (blocks: readonly Placed[]): string =>
  blocks
    .map(({ token }) => (token.type === 'title' ? '' : token.raw))
    .join('')
    .trim()

function stepProse(
  step: Step,
  { line, blocks }: ProsePart,
  language: string,
  rules: PlaceholderRules,
): StepProse {
  const items = new Items(step, language)
  const body = blocks.filter((block) => {
    const found = itemsOf(block)
    for (const item of found) {
      if (item.mark === LOOK) rules.checkBefore(item.text, item.line, step)
      items.add(item)
    }
    if (step.do === 'change' && found.length === 0)
      rules.checkBefore(block.token.raw, block.line, step)
    return found.length === 0
  })
  items.checkWhole(line)
  const words = rawOf(body)
  if (words === '')
    throw new LessonError('lesson-prose-empty', { step: step.id, language }).on(line)
  return { body: words, ...items.prose() }
}

const ALLOWED = ['paragraph', 'list', 'blockquote', 'code', 'space', 'heading', 'hr', 'text']
const INLINE = ['text', 'strong', 'em', 'codespan', 'link', 'escape', 'br', 'del']

/** Throws LessonError for Markdown that lessons do not have, at its line. */
function checkToken(token: Token, line: number): void {
  if (!ALLOWED.includes(token.type) && !INLINE.includes(token.type)) {
    throw new LessonError('lesson-prose-markdown', { found: token.raw.trim().split('\n')[0] }).on(
      line,
    )
  }
  const inner =
    token.type === 'list'
      ? (token as Tokens.List).items
      : 'tokens' in token
        ? (token.tokens ?? [])
        : []
  let from = 0
  for (const one of inner) {
    // Inside of a list or a quotation what stands there has lost its indentation.
    const first = one.raw.trim().split('\n')[0]
    const at = token.raw.indexOf(first, from)
    if (at >= 0) from = at
    const here = line + token.raw.slice(0, from).split('\n').length - 1
    if (token.type === 'list')
      for (const part of (one as Tokens.ListItem).tokens) checkToken(part, here)
    else checkToken(one, here)
    if (at >= 0) from = at + first.length
  }
}
