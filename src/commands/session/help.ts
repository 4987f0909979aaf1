/** Help pages, laid out by yargs in the user's language. */

import yargs from 'yargs'
import { quote } from '../../rules/shell-quote.ts'
import { DEFAULTS } from '../../specs/spec.ts'
import type { CommandTexts } from '../../text/en/commands.ts'
import type { Command } from '../grammar/command.ts'
import type { Option } from '../grammar/kinds.ts'
import { commonOptions, type Interface } from '../grammar/options.ts'
import { tokenise } from '../grammar/tokenise.ts'
import { CONVERSATION_COMMANDS, SHELL_COMMANDS } from './command-table.ts'

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

/** A page without anything on it. */
function blank(
  text: CommandTexts,
  columns: number,
  door: Interface,
  commandsTitle = text.commandsTitle,
) {
  const page = yargs([])
    .scriptName(door === 'shell' ? 'gatelab' : '')
    .help(false)
    .version(false)
    .exitProcess(false)
    .wrap(Math.min(columns, 100))
  return page.updateStrings({
    'Options:': text.optionsTitle,
    'Commands:': commandsTitle,
    'Positionals:': text.argumentsTitle,
    'Examples:': text.examplesTitle,
  })
}
type Page = ReturnType<typeof blank>

function addOptions(
  page: Page,
  options: readonly Option[],
  group: string,
  command: Command | null,
  text: CommandTexts,
) {
  for (const option of options) {
    const words = optionWords(command?.name ?? '', option.name, text)
    const alias = aliasOf(option.name)
    page.option(option.name, { describe: describe(words, option, command, text), group, alias })
  }
  return page
}

const aliasOf = (name: string): string[] =>
  name === 'help' ? ['h'] : name === 'version' ? ['v'] : []

function commandPage(
  command: Command,
  text: CommandTexts,
  columns: number,
  door: Interface,
): Promise<string> {
  const page = blank(text, columns, door)
  const words = command.positionals.map(({ name, required, many }) =>
    required ? `<${name}>` : `[${name}${many ? '…' : ''}]`,
  )
  const usage = text.usage(usageLine([command.name, ...words].join(' '), text, door))
  page.usage(`${usage}\n\n${text.summaries[command.name as 'compare']}`)
  for (const { name, kind } of command.positionals) {
    const what = argumentWords(command.name, name, text)
    const option: Option = { name, kind: kind ?? { is: 'text' } }
    page.positional(name, { describe: describe(what, option, command, text) })
  }
  addOptions(page, command.options, text.optionsTitle, command, text)
  for (const example of command.examples)
    page.example(door === 'shell' ? inShell(example) : example, '')
  return addOptions(page, commonOptions(door), text.commonTitle, command, text).getHelp()
}

/**
 * yargs lists commands in one group and keeps its strings for all pages, so each group is laid out
 * on its own.
 */
async function overview(text: CommandTexts, columns: number, door: Interface): Promise<string> {
  const usage = `${text.program}\n\n${text.usage(usageLine(text.anyCommand, text, door))}`
  const groups =
    door === 'shell'
      ? [
          { title: text.commandsTitle, of: SHELL_COMMANDS },
          { title: text.labTitle, of: CONVERSATION_COMMANDS },
        ]
      : [
          { title: text.benchTitle, of: CONVERSATION_COMMANDS },
          { title: text.alsoTitle, of: SHELL_COMMANDS.filter(({ name }) => name !== 'repl') },
        ]
  const parts: string[] = []
  for (const [n, { title, of }] of groups.entries()) {
    const page = blank(text, columns, door, title).usage(n === 0 ? usage : NO_USAGE)
    for (const { name } of of) page.command(name, text.summaries[name as 'compare'])
    parts.push(await page.getHelp())
  }
  const last = blank(text, columns, door).usage(NO_USAGE)
  if (door === 'lab') return [...parts, text.moreInLab].join('\n\n')
  last.epilogue(text.more)
  return [
    ...parts,
    await addOptions(last, commonOptions(door), text.commonTitle, null, text).getHelp(),
  ].join('\n\n')
}

/** yargs' own word for it, which its types do not know. */
const NO_USAGE = null as unknown as string

/**
 * The help page of a command, or of the program for null, at most so many columns wide, as that
 * door takes its commands.
 */
export const helpText = (
  command: Command | null,
  text: CommandTexts,
  columns: number,
  door: Interface = 'shell',
): Promise<string> =>
  command ? commandPage(command, text, columns, door) : overview(text, columns, door)
