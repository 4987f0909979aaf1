/** 查看自己的网络时的文字。数与名称传入时已是要显示的样子。 */
import type { inspect as english } from '../en/inspect.ts'

const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join('、')

export const inspect: typeof english = {
  title: (cell, hidden, length, batch) => `${cell}：H = ${hidden}，T = ${length}，B = ${batch}`,
  kind: (cell, which) => `${cell}（${which}）`,
  assumed: {
    nonlinearity:
      '权重文件没有写明这个 RNN 用哪种激活函数：这里假定为 tanh；--nonlinearity relu 会按 relu 读取。',
    variant:
      '权重文件由较早版本的 gatelab 写出，其中没有写明是哪种 LSTM 变体，也没有写明做过哪些干预：这里假定为标准 LSTM；--variant NAME 会按另一种变体读取。',
  },
  trained: (task, length) => `据文件所述，在任务 ${task} 上训练，长度 ${length}。`,
  surgery: (operations, more) =>
    `权重文件带有的干预：${operations.join('；')}${more > 0 ? `；另有 ${more} 项` : ''}。`,
  standardized: (target) =>
    target
      ? '输入与答案已按权重文件所述标准化：损失与预测都以标准化后的单位表示。'
      : '输入已按权重文件所述标准化。',
  fromLast: '在此之前，每个序列都减去它的最后一个输入。',
  readout: (name) => `读出层：“${name}”。`,
  unused: (names) => `权重文件中没有用到的：${quoted(names)}。`,
  ignored: (fields, more) => {
    const named = fields
      .map(({ name, meant }) => `“${name}”${meant ? `（是不是“${meant}”？）` : ''}`)
      .join('、')
    return `数据文件中看不懂、因此没有用到的字段：${named}${more > 0 ? `，另有 ${more} 个` : ''}。`
  },
  initial: (names) => `序列从数据文件给出的 ${names.join(' 和 ')} 开始。`,
  lengths: (lengths) => `各序列的时间步数：${lengths}。序列结束之后没有状态，也没有梯度。`,
  noAnswer: '数据文件没有 y：因此没有损失，也没有梯度。',
  loss: (loss) => `均方误差：${loss}`,
  prediction: (sequence, values) => `第 ${sequence} 个序列的预测：${values}`,
  more: (count) => `…… 另有 ${count} 个`,
  pictures: (batch) =>
    `${batch === 1 ? '该序列' : '第一个序列'}，从左到右为时间步 t，从上到下为各单元。`,
  strip: (name, mean, lo, hi, ramp) => `${name}，均值 ${mean}（${lo} "${ramp}" ${hi}）`,
  names: {
    i: '输入门 i',
    f: '遗忘门 f',
    g: '候选值 g',
    o: '输出门 o',
    r: '重置门 r',
    z: '更新门 z',
    n: '候选值 n',
    cellState: '细胞状态 c',
    hiddenState: '隐藏状态 h',
  },
  halfLife: (mean, steps) => `遗忘门的（几何）均值为 ${mean}：只走传送带，梯度每 ${steps} 步减半。`,
  noDecay: '遗忘门始终为 1：只走传送带，梯度原样保留。',
  shut: '遗忘门在某处为 0：传送带在那里被切断。',
  update: {
    halfLife: (mean, steps) =>
      `更新门 z 的（几何）均值为 ${mean}：只走 z⊙h 这条路，梯度每 ${steps} 步减半。`,
    noDecay: '更新门 z 始终为 1：只走 z⊙h 这条路，梯度原样保留。',
    shut: '更新门 z 在某处为 0：z⊙h 这条路在那里被切断。',
  },
  profile: '各时间步 t 的梯度范数',
  belt: (belt, rest) => `在 t = 1，传送带 ${belt}，其余路径 ${rest}（范数，不可相加）。`,
  parameters: '各权重梯度的最大绝对值：',
  parameter: (name, size) => `${name} ${size}`,
}
