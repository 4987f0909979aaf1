/** 序列来自用户自己文件的任务：读到文件才知道其中的数字。 */
import type { FileTaskTexts } from '../en/file-tasks.ts'

export const fileTasks: FileTaskTexts = {
  text: {
    title: '预测下一个字符',
    what: '每个时间步给出文本中的一个字符，答案是紧接着的那个字符。最常见的字符各为一个符号，其余合为一个；个数由 --symbols 指定，不指定时为 96 个，若不足以覆盖训练部分的 99%，则增加到能够覆盖为止，最多 1,000 个。文本的前十分之九用于训练，最后十分之一留出。',
    source:
      'Elman 1990（Cognitive Science 14:179）；Sutskever, Martens & Hinton 2011（ICML）；字符对表的平滑按 Witten & Bell 1991（IEEE Transactions on Information Theory 37:1085）',
    baseline: '留出部分字符的熵，以奈特每字符计',
    solvedWhen: '交叉熵低于字符对表所得的十分之九，即不只用到了上一个字符',
  },
  data: {
    title: '你自己的序列',
    what: '每个时间步给出若干个数；在末尾或任意时间步，答案是一个类别或若干个数。文件为 JSON 行或 CSV。每五个序列留出一个，各种子轮流留出另外五分之一。',
    source: null,
    baseline: '对文件全部序列最好的固定答案',
    solvedWhen: '误差至多剩下固定答案的十分之一',
  },
  series: {
    title: '预测你自己的数列',
    what: '每个时间步给出数列中的一个值；窗口共 T 个值，在其末尾要答出再过 --horizon 步的值。文件为 CSV 中的一列，或每行一个数。数值按训练部分的均值和标准差标准化。最后五分之一留出，训练窗口不会伸入其中。',
    source: null,
    baseline: '在留出的窗口上，最好的固定答案与“最后一个值”（朴素预测）两者中较好的一个',
    solvedWhen: '误差至多剩下两者中较好者的十分之七',
  },
}
