/** receipt: how a result came about, and the line that makes it again. */
import { shortDigest } from '../../rules/short-digest.ts'
import { fileWords } from '../report/tables.ts'
import { significant } from '../shared/number.ts'
import { shellLines } from '../shared/shell-lines.ts'
import { line, sanitizeLine, span } from '../shared/spans.ts'
import { wrapList } from '../shared/width.ts'
import type { LabView } from './lab-view.ts'
import { optionName } from './operation-words.ts'
import { bold, indented, prose, tablePart } from './picture-context.ts'

export const receiptView: LabView<'receipt'> = {
  text(result, context) {
    const { lab, view } = context.words
    const words = lab.receipt
    const { equations, operands, spec, seed, digest, simd, again, check } = result
    const { file, standardize, ...others } = spec
    const ofFile = file && { file: fileWords(file), standardize: standardize || null }
    const settings = Object.entries({ ...others, ...ofFile }).flatMap(([name, value]) =>
      value === null || value === undefined || name === 'seeds'
        ? []
        : [`${optionName(name)} ${Array.isArray(value) ? value.join(',') : value}`],
    )
    const rows = operands.map(({ name, value }) => [
      sanitizeLine(name),
      typeof value === 'number' ? significant(value, 6) : sanitizeLine(value),
    ])
    const heads = [{ head: words.columns.name }, { head: words.columns.value }]
    const differences = check?.differences.map(sanitizeLine) ?? []
    return [
      prose([words.line(sanitizeLine(result.line))], context, bold(context)),
      equations.length === 0
        ? []
        : [...prose([words.equations], context), ...indented(equations.map(sanitizeLine), context)],
      rows.length === 0
        ? []
        : [...prose([words.operands], context), ...tablePart(heads, rows, context)],
      [
        ...prose([words.spec], context),
        ...wrapList(settings, context.width - 2, view.comma).map((one) => [span('  '), span(one)]),
        ...prose(
          [words.seed(seed), words.digest(shortDigest(digest)), words.simd(simd.bits)],
          context,
        ),
      ],
      [
        ...prose([words.again], context),
        ...shellLines(sanitizeLine(again), context.width).map((one) => line(one)),
      ],
      check === null
        ? []
        : [
            ...prose([check.same ? words.same : words.differs], context, bold(context)),
            ...indented(differences, context),
          ],
    ]
  },
}
