import { describe, expect, it } from 'vitest'
import { COMMON_OPTIONS } from '../../../src/commands/grammar/options.ts'
import { COMMANDS } from '../../../src/commands/session/command-table.ts'
import { helpText } from '../../../src/commands/session/help.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { textIn } from '../../support/texts.ts'

describe.each(['en', 'zh-CN'] as const)('help in %s', (language) => {
  const { commands } = textIn(language)

  it.each([null, ...COMMANDS])('lists every option once, within the width', async (command) => {
    for (const columns of [60, 80, 100]) {
      const page = await helpText(command, commands, columns)
      for (const { name } of [...COMMON_OPTIONS, ...(command?.options ?? [])]) {
        expect(
          page.match(new RegExp(`--${name}(?![\\w-])`, 'g'))?.length,
          name,
        ).toBeGreaterThanOrEqual(1)
      }
      for (const line of page.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(columns)
      expect(page, 'a word of src/text/*/commands.ts is missing').not.toMatch(/undefined/)
    }
  })

  it("names every command with its summary, the lab's apart", async () => {
    const page = await helpText(null, commands, 100)
    for (const { name } of COMMANDS) expect(page).toContain(`gatelab ${name} `)
    const lab = page.indexOf(commands.labTitle)
    expect(page.indexOf('gatelab compare ')).toBeLessThan(lab)
    expect(page.indexOf('gatelab clamp ')).toBeGreaterThan(lab)
    expect(page.match(new RegExp(`^${commands.commandsTitle}`, 'gm'))).toHaveLength(1)
  })

  it('begins in the lab with its own commands, as they are typed there', async () => {
    for (const columns of [60, 80, 100]) {
      const page = await helpText(null, commands, columns, 'lab')
      expect(page).not.toMatch(/gatelab [a-z]/)
      expect(page).not.toMatch(/--json|--plain|--lang/)
      const order = ['clamp', 'quit', 'compare'].map((name) =>
        page.search(new RegExp(`^ *${name} `, 'm')),
      )
      expect(order[0]).toBeGreaterThan(0)
      expect(order).toEqual(order.toSorted((a, b) => a - b))
      for (const line of page.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(columns)
    }
    const undo = COMMANDS.find(({ name }) => name === 'undo') ?? null
    const own = await helpText(undo, commands, 100, 'lab')
    expect(own).toMatch(/^ *set hidden 8; undo$/m)
    expect(own).not.toContain('gatelab')
  })

  it('shows examples as the shell takes them', async () => {
    const undo = COMMANDS.find(({ name }) => name === 'undo') ?? null
    expect(await helpText(undo, commands, 100)).toContain(
      "gatelab repl --execute 'set hidden 8; undo'",
    )
  })
})
