import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'
import type { IntervalRule } from '../entities/catalogue'

const specialWords = [
  '硒鼓',
  '墨粉',
  '墨盒',
  '鼠标',
  '键盘',
  '硬盘',
  '存储盘',
  'U盘',
  '优盘',
  '隔离卡',
  '电话',
  '暖瓶',
  '暖水瓶',
  '水壶'
]
const tradeInWords = ['计算器', '脸盆']
const intervalWords = ['毛巾', '香皂']
const penWords = ['水性笔', '圆珠笔', '中性笔', '签字笔']

const names = (name: string, words: readonly string[]) => words.some((word) => name.toUpperCase().includes(word))

/**
 * What the regulations say of an item by its name: special list, trade-in list, minimum interval (BC-31 二 五, DK-03
 * 第四章(2)).
 */
export function listedAs(name: string): {
  readonly special: boolean
  readonly tradeIn: boolean
  readonly intervalRule: IntervalRule
} {
  const special = names(name, specialWords)
  const pen = names(name, penWords) && !name.includes('芯')
  return {
    special,
    tradeIn: special || names(name, tradeInWords),
    intervalRule: pen ? 'pen' : names(name, intervalWords) ? 'interval' : 'none'
  }
}

const PENS = '笔'

/** Everything the interval and trade-in rules know by name, longer names first: a basin's stand is no basin. */
const groupWords = ['脸盆架', ...intervalWords, ...tradeInWords, ...specialWords].toSorted(
  (one, other) => other.length - one.length
)

/** The group the regulations' lists give an item of this name; undefined where none names it. */
export const proposedGroup = (name: string): string | undefined =>
  listedAs(name).intervalRule === 'pen' ? PENS : groupWords.find((word) => names(name, [word]))

/**
 * The group an item is counted with, whatever its spec (SUP-13, SUP-14): as the catalogue says, else by its name, which
 * is a group of its own where no list names it.
 */
export const groupOf = ({ name, goodsGroup }: { readonly name: string; readonly goodsGroup: string | null }): string =>
  goodsGroup ?? proposedGroup(name) ?? name.trim()

/** SUP-01: an item of the catalogue is complete, there once, and a special one is entered as such. */
export const SUP_01 = defineRule<{
  readonly id: string | undefined
  readonly name: string
  readonly special: boolean
  readonly tradeIn: boolean
  readonly intervalRule: IntervalRule
  readonly goodsGroup: string | null
  readonly refillItemId: string | null
  readonly location: string | null
  /** Thousandths; zero says that none is kept. */
  readonly safetyStock: number | null
  /** Number of the item with the same name, spec and unit of measure. */
  readonly duplicateOf: string | undefined
}>({
  id: 'SUP-01',
  act: 'LOG',
  title: '用品名录分日常、办公，一般、特殊，登记规格、单位、货位、安全库存、领用间隔、替换芯和以旧换新',
  sources: [source('DK-04', '第一章第三条'), source('BC-31', '第二条')],
  check: ({
    id,
    name,
    special,
    tradeIn,
    intervalRule,
    goodsGroup,
    refillItemId,
    location,
    safetyStock,
    duplicateOf
  }) => {
    const group = proposedGroup(name)
    const missing = [
      ...(location ? [] : ['货位']),
      ...(safetyStock === null ? ['安全库存（不设的填0）'] : []),
      ...(intervalRule === 'pen' && !refillItemId ? ['替换笔芯'] : [])
    ]
    return [
      ...(duplicateOf
        ? [
            {
              message: `名录中已有相同品名、规格、单位的用品（${duplicateOf}），请直接使用`,
              field: 'name',
              act: 'BLOCK' as const
            }
          ]
        : []),
      ...(missing.length > 0 ? [{ message: '用品登记不完整，请补齐后保存', missing, act: 'NEED' as const }] : []),
      ...(group && !goodsGroup
        ? [
            {
              message: `“${name}”的领用间隔和以旧换新按组计算，不分规格，请填用品组（制度所列为“${group}”）`,
              missing: ['用品组'],
              field: 'goodsGroup',
              act: 'NEED' as const
            }
          ]
        : []),
      ...(listedAs(name).special && !special
        ? [{ message: `“${name}”在特殊办公用品之列，登记为一般用品须说明理由`, field: 'special', act: 'WARN' as const }]
        : []),
      ...(special && !tradeIn
        ? [{ message: '特殊办公用品一律以旧换新，请勾选以旧换新', field: 'tradeIn', act: 'BLOCK' as const }]
        : []),
      ...(refillItemId !== null && refillItemId === id
        ? [{ message: '替换芯不能是用品自身', field: 'refillItemId', act: 'BLOCK' as const }]
        : [])
    ]
  }
})
