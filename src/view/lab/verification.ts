/** Finite differences against both backward passes, tensor by tensor. */
import type { VerifiedTensor } from '../../workbench/probes/verification.ts'
import { significant } from '../shared/number.ts'
import type { LabView } from './lab-view.ts'
import { prose, tablePart } from './picture-context.ts'

export const verificationView: LabView<'verification'> = {
  text(result, context) {
    const { lab, view } = context.words
    const cells = (['rnn', 'lstm'] as const).flatMap((cell) => {
      const checked = result.cells[cell]
      return checked ? [{ name: view.cell[cell], ...checked }] : []
    })
    const { columns, constants, largest, title } = lab.verification
    const heads = [
      { head: columns.tensor },
      { head: columns.checked, right: true },
      { head: columns.textbook, right: true },
      { head: columns.engine, right: true },
    ]
    const rows = cells.flatMap(({ name, tensors }) =>
      tensors.map(({ tensor, checked, textbook, engine }) => [
        `${name} ${tensor}`,
        String(checked),
        significant(textbook, 2),
        significant(engine, 2),
      ]),
    )
    const sentences = cells.map(({ name, largest: one }) =>
      largest(
        name,
        place(one),
        significant(one.engine, 2),
        significant(one.analytic, 6),
        significant(one.numeric, 6),
      ),
    )
    return [
      prose([title(result.sequences, significant(result.epsilon))], context),
      rows.length === 0 ? [] : tablePart(heads, rows, context),
      prose([...(result.heldConstants ? [constants] : []), ...sentences], context),
    ]
  },
}

const place = ({ tensor, at }: VerifiedTensor): string => `${tensor}[${at.join(', ')}]`
