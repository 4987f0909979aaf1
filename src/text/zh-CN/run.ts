/** 多层网络在数据上的表现。数与名称传入时已是要显示的样子。 */
import type { run as english } from '../en/run.ts'

export const run: typeof english = {
  title: (net, format, length, batch) =>
    `网络${net === '' ? '' : `“${net}”`}，${format}：T = ${length}，B = ${batch}`,
  asked: (expression, value) => `求导的对象：${expression} = ${value}。`,
  byLoss: (value) => `求导的对象：损失 ${value}，即各序列最后一步的均方误差；可用 --of 指定别的。`,
  byNorm: (value) =>
    `数据文件没有 y，因此对 h[-1].norm 求导，即最后一层最后一个状态的范数：${value}；可用 --of 指定别的。`,
  direction: (title, direction) => `${title}，${direction}`,
  ownOrder: '这个方向从序列末尾开始；按它自己的次序，梯度回到那里时：',
  noBelt: '没有从 c 到 c 的路：每一步的 c 都由 h 重新算出。',
  layer: (place, direction) => `第 ${place} 层${direction === null ? '' : `（${direction}）`}`,
  attribution: {
    steps: (half, all, first, share) =>
      `梯度 × 输入（x_t ⊙ ∂L/∂x_t）的一半集中在 ${all} 个时间步中的 ${half} 个，最多的在 t = ${first}（${share}）：`,
    nothing: '梯度 × 输入（x_t ⊙ ∂L/∂x_t）在所有时间步都为 0。',
    features: (listed) => `按 x 的特征（从 1 数起）：${listed}。`,
    units: '承载最多的单元，按所有时间步上的 |c_t ⊙ ∂L/∂c_t|（c 不逐步传递时按 h）：',
    one: (index, share) => `${index}（${share}）`,
    columns: {
      ...{ t: 't', share: '占比', value: 'x_t·∂L/∂x_t' },
      ...{ layer: '层', of: '按', half: '一半在', most: '最多的单元' },
    },
    of: { cell: 'c', hidden: 'h' },
    half: (units, all) => `${all} 个中的 ${units} 个`,
  },
  back: {
    title: '梯度往回走；× 是从上一行起每一步的倍数，“单元”是梯度最大的那个：',
    columns: {
      ...{ t: 't', hidden: '‖∂L/∂h‖', cell: '‖∂L/∂c‖', factor: '×' },
      ...{ belt: '传送带', rest: '其余', unit: '单元' },
    },
  },
  untouched: (layers) => `梯度到不了${layers.join('、')}。`,
  alike: (size) => `在序列开始处，各层的梯度差不多大：${size}。`,
  faintest: (least, size, most, largest) =>
    `在序列开始处，梯度最小的是${least}（${size}），最大的是${most}（${largest}）。`,
}
