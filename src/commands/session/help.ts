/** Help pages, in the user's language. */

import { quote } from '../../rules/shell-quote.ts'
import { DEFAULTS } from '../../specs/spec.ts'
import type { CommandTexts } from '../../text/en/commands.ts'
import type { Command } from '../grammar/command.ts'
import type { Option } from '../grammar/kinds.ts'
import { commonOptions, type Interface } from '../grammar/options.ts'
import { tokenise } from '../grammar/tokenise.ts'
import { CONVERSATION_COMMANDS, SHELL_COMMANDS } from './command-table.ts'
import { list, page, paragraphs, type Row, table } from './help-layout.ts'

const usageLine = (words: string, text: CommandTexts, door: Interface): string =>
  door === 'shell' ? text.usageLine(words) : text.usageInLab(words)

/** What is used where an option is not given, as it would be typed. */
function defaultOf(name: string, text: CommandTexts): string | undefined {
  const words: Readonly<Record<string, string>> = {
    ...text.defaults,
    'learning-rate': String(DEFAULTS.learningRate),
    'forget-bias': String(DEFAULTS.forgetBias),
    'eval-every': String(DEFAULTS.evalEvery),
    cells: DEFAULTS.cells.join(','),
    seeds: String(DEFAULTS.seeds.length),
  }
  const plain = DEFAULTS[name as keyof typeof DEFAULTS]
  return (
    words[name] ??
    (typeof plain === 'number' || typeof plain === 'string' ? String(plain) : undefined)
  )
}

/**
 * What is said of an option or an argument: what it is, what it may be, and what it is where it is
 * not given.
 */
function describe(
  words: string,
  { name, kind }: Option,
  command: Command | null,
  text: CommandTexts,
): string {
  const parts = [words]
  if (kind.is === 'many') return describe(words, { name, kind: kind.of }, command, text)
  if (kind.is === 'choice') parts.push(text.choicesAre(kind.choices.join(', ')))
  const value = command?.name === 'compare' ? defaultOf(name, text) : undefined
  if (value !== undefined) parts.push(text.defaultIs(value))
  if (command?.required?.includes(name)) parts.push(text.required)
  return parts.join(' ')
}

/** What an argument is, of this command or of any. */
function argumentWords(command: string, name: string, { arguments: words }: CommandTexts): string {
  return words[`${command} ${name}` as 'set value'] ?? words[name as 'task']
}

/** What an option is, of this command or of any. */
function optionWords(command: string, name: string, { options: words }: CommandTexts): string {
  return words[`${command} ${name}` as 'learn report'] ?? words[name as 'length']
}

/** An example as it is typed in the shell, where `;` means something else. */
const inShell = (example: string): string =>
  `gatelab ${tokenise(example).length > 1 ? `repl --execute ${quote(example)}` : example}`

const SHORT: Readonly<Record<string, string>> = { help: '-h', version: '-v' }
/** What the other options stand further in, beside those that have a short form. */
const INDENT = '-h, '.length

const optionRows = (
  options: readonly Option[],
  command: Command | null,
  text: CommandTexts,
): readonly Row[] =>
  options.map((option) => {
    const words = optionWords(command?.name ?? '', option.name, text)
    const short = SHORT[option.name]
    return {
      name: `${short ? `${short}, ` : ''}--${option.name}`,
      indent: short ? 0 : INDENT,
      what: describe(words, option, command, text),
    }
  })

function commandPage(
  command: Command,
  text: CommandTexts,
  columns: number,
  door: Interface,
): string {
  const words = command.positionals.map(({ name, required, many }) =>
    required ? `<${name}>` : `[${name}${many ? '…' : ''}]`,
  )
  const usage = `${text.usage}: ${usageLine([command.name, ...words].join(' '), text, door)}`
  const positionals = command.positionals.map(({ name, kind }) => {
    const what = argumentWords(command.name, name, text)
    const option: Option = { name, kind: kind ?? { is: 'text' } }
    return { name, what: describe(what, option, command, text) }
  })
  const examples = command.examples.map((line) => (door === 'shell' ? inShell(line) : line))
  return page(
    paragraphs(`${usage}\n\n${text.summaries[command.name as 'compare']}`, columns),
    table(text.argumentsTitle, positionals, columns),
    table(text.optionsTitle, optionRows(command.options, command, text), columns),
    table(text.commonTitle, optionRows(commonOptions(door), command, text), columns),
    list(text.examplesTitle, examples, columns),
  )
}

function overview(text: CommandTexts, columns: number, door: Interface): string {
  const usage = `${text.program}\n\n${text.usage}: ${usageLine(text.anyCommand, text, door)}`
  const prefix = door === 'shell' ? 'gatelab ' : ''
  const commandTable = (title: string, commands: readonly Command[]) =>
    table(
      title,
      commands.map(({ name }) => ({
        name: prefix + name,
        what: text.summaries[name as 'compare'],
      })),
      columns,
    )
  if (door === 'lab') {
    const others = SHELL_COMMANDS.filter(({ name }) => name !== 'repl')
    return page(
      paragraphs(usage, columns),
      commandTable(text.benchTitle, CONVERSATION_COMMANDS),
      commandTable(text.alsoTitle, others),
      [text.moreInLab],
    )
  }
  return page(
    paragraphs(usage, columns),
    commandTable(text.commandsTitle, SHELL_COMMANDS),
    commandTable(text.labTitle, CONVERSATION_COMMANDS),
    table(text.commonTitle, optionRows(commonOptions(door), null, text), columns),
    paragraphs(text.more, columns),
  )
}

/** Columns beyond which lines are hard to read. */
const WIDEST = 100

/**
 * The help page of a command, or of the program for null, at most so many columns wide, as that
 * door takes its commands.
 */
export function helpText(
  command: Command | null,
  text: CommandTexts,
  columns: number,
  door: Interface = 'shell',
): string {
  const width = Math.min(columns, WIDEST)
  return command ? commandPage(command, text, width, door) : overview(text, width, door)
}
