import type { RuleAct, RuleRow } from '@contract'
import type { Tone } from '../../ui/tone'

/** How a rule acts, in words. */
export const actWords: Record<RuleAct, { word: string; tone: Tone; meaning: string }> = {
  BLOCK: { word: '禁止', tone: 'bad', meaning: '不符合就不能办理' },
  NEED: { word: '须齐备', tone: 'bad', meaning: '缺材料或手续就不能办理' },
  WARN: { word: '提醒', tone: 'warn', meaning: '写明理由可以办理，记入例外情况' },
  CLOCK: { word: '期限', tone: 'info', meaning: '到期前后提醒' },
  LOG: { word: '留痕', tone: 'neutral', meaning: '照办并记录' }
}

/** Whether a rule is in force, in words. */
export const stateWords: Record<RuleRow['state'], { word: string; tone: Tone }> = {
  on: { word: '执行', tone: 'good' },
  warn: { word: '只提醒', tone: 'warn' },
  off: { word: '停用', tone: 'neutral' }
}

/** Rule groups by the letters their ids begin with. */
export const ruleGroups: Readonly<Record<string, string>> = {
  K: '通用',
  SUP: '办公用品',
  SEAL: '印章',
  VEH: '车辆',
  WH: '暂扣（罚没）物品',
  SEC: '密级文件',
  AST: '固定资产'
}

/** The letters a rule id begins with: SUP-16 gives SUP. */
export function rulePrefix(id: string): string {
  return id.split(/[-_]/)[0] ?? id
}
