/** Help pages, laid out by yargs in the user's language. */
import yargs from 'yargs'
import { DEFAULTS } from '../lab/spec.ts'
import type { CommandTexts } from '../text/en/commands.ts'
import type { Command } from './command.ts'
import { COMMON_OPTIONS, type Option } from './options.ts'
import { COMMANDS } from './table.ts'

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
  return words[name] ?? (typeof plain === 'number' || typeof plain === 'string' ? String(plain) : undefined)
}

function describe(option: Option, command: Command | null, text: CommandTexts): string {
  const parts = [text.options[option.name as keyof CommandTexts['options']]]
  if (option.kind.is === 'choice') parts.push(text.choicesAre(option.kind.choices.join(', ')))
  const value = command?.name === 'compare' ? defaultOf(option.name, text) : undefined
  if (value !== undefined) parts.push(text.defaultIs(value))
  if (command?.required?.includes(option.name)) parts.push(text.required)
  return parts.join(' ')
}

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  compare: [
    'gatelab compare',
    'gatelab compare recall --length 100 --forget-bias chrono --seeds 5',
    'gatelab compare temporal-order --until-solved --json',
  ],
  inspect: ['gatelab inspect lstm.safetensors --input case.json'],
  tasks: ['gatelab tasks', 'gatelab tasks --json'],
}

/** The help page of a command, or of the program for null, at most so many columns wide. */
export async function helpText(command: Command | null, text: CommandTexts, columns: number): Promise<string> {
  const page = yargs([])
    .scriptName('gatelab')
    .help(false)
    .version(false)
    .exitProcess(false)
    .wrap(Math.min(columns, 100))
  page.updateStrings({
    'Options:': text.optionsTitle,
    'Commands:': text.commandsTitle,
    'Positionals:': text.argumentsTitle,
    'Examples:': text.examplesTitle,
  })
  const add = (option: Option, group: string) =>
    page.option(option.name, { describe: describe(option, command, text), group, alias: aliasOf(option.name) })
  if (command) {
    const words = command.positionals.map(({ name, required }) => (required ? `<${name}>` : `[${name}]`))
    page.usage(
      `${text.usage}: ${text.usageLine([command.name, ...words].join(' '))}\n\n${text.summaries[command.name as 'compare']}`,
    )
    for (const { name } of command.positionals) {
      const fallback = defaultOf(name, text)
      const words = [text.arguments[name as 'task'], ...(fallback ? [text.defaultIs(fallback)] : [])]
      page.positional(name, { describe: words.join(' '), type: 'string' })
    }
    for (const option of command.options) add(option, text.optionsTitle)
    for (const example of EXAMPLES[command.name] ?? []) page.example(example, '')
  } else {
    page.usage(`${text.program}\n\n${text.usage}: ${text.usageLine(text.anyCommand)}`).epilogue(text.more)
    for (const one of COMMANDS) page.command(one.name, text.summaries[one.name as 'compare'])
  }
  for (const option of COMMON_OPTIONS) add(option, text.commonTitle)
  return page.getHelp()
}

const aliasOf = (name: string): string[] => (name === 'help' ? ['h'] : name === 'version' ? ['v'] : [])
