import { damageKinds, type DamageKind, type EquipmentKind } from '../../../contract/assets'
import { formatMoney } from '../../../contract/display'
import type { LocalDate } from '../../../kernel/localDate'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'

/** AST-13: who pays what: original price, repair, or as found. Cents. */
export const AST_13 = defineRule<{
  readonly kind: DamageKind
  readonly equipmentKind: EquipmentKind
  readonly originalCents: number
  readonly repairCents: number | null
  readonly assessedCents: number
  readonly person: boolean
  readonly finding: string
  readonly happenedOn: LocalDate
  readonly today: LocalDate
}>({
  id: 'AST-13',
  act: 'NEED',
  title: '丢失、擅自处置、故意损坏执法记录仪按原价赔偿，使用不当由使用人承担维修费，其他按责任认定',
  sources: [
    source('DK-06', '第三条第8项'),
    source('DK-07', '第三十七条'),
    source('BC-21', '第十二条'),
    source('BC-31', '第七条'),
    source('BZ-10', '第九条')
  ],
  check: ({ kind, equipmentKind, originalCents, repairCents, assessedCents, person, finding, happenedOn, today }) => {
    const equipment = equipmentKind !== 'none'
    const fullPrice =
      (equipment && (kind === 'loss' || kind === 'ownDisposal')) ||
      (equipmentKind === 'bodyCamera' && kind === 'wilful')
    const missing = [
      ...(finding.trim() === '' ? ['责任认定'] : []),
      ...(kind !== 'accident' && !person ? ['责任人'] : []),
      ...(equipment && kind === 'misuse' && repairCents === null ? ['维修费用'] : [])
    ]
    return [
      ...(missing.length > 0 ? [{ message: '丢失、损坏须查明责任后认定', missing, field: 'finding' }] : []),
      ...(happenedOn > today ? [{ message: '发生日期不能晚于今天', act: 'BLOCK' as const, field: 'happenedOn' }] : []),
      ...(fullPrice && assessedCents !== originalCents
        ? [
            {
              message: `${damageKinds[kind]}执法装备按原价${formatMoney(originalCents)}元赔偿，认定金额应与原价一致`,
              act: 'BLOCK' as const,
              field: 'assessedCents'
            }
          ]
        : []),
      ...(equipment && kind === 'misuse' && repairCents !== null && assessedCents !== repairCents
        ? [
            {
              message: `使用不当损坏由使用人承担维修费${formatMoney(repairCents)}元`,
              act: 'BLOCK' as const,
              field: 'assessedCents'
            }
          ]
        : []),
      ...(assessedCents > originalCents && !(kind === 'misuse')
        ? [
            {
              message: `认定金额不能超过原价${formatMoney(originalCents)}元`,
              act: 'BLOCK' as const,
              field: 'assessedCents'
            }
          ]
        : [])
    ]
  }
})

/** AST-15: special-use assets carry a mark and a measure. */
export const AST_15 = defineRule<{
  readonly name: string
  readonly classified: boolean
  /** Whether its card said so before. */
  readonly before?: boolean
  readonly mark: string | null
  readonly safeguard: string | null
}>({
  id: 'AST-15',
  act: 'NEED',
  title: '涉密计算机等特殊用途资产要有标识并落实安全保管措施',
  sources: [source('BZ-10', '第三条')],
  check: ({ name, classified, before = false, mark, safeguard }) => {
    if (before && !classified)
      return {
        message: `“${name}”不再作涉密等特殊用途资产`,
        ask: '请写明硬盘等存储部件的去向（交保密员或专门机构）和批准依据',
        act: 'WARN',
        field: 'classified'
      }
    const missing = [...(mark ? [] : ['涉密标识']), ...(safeguard ? [] : ['安全保管措施'])]
    return (
      classified &&
      missing.length > 0 && { message: `“${name}”是特殊用途资产，须落实安全保管措施`, missing, field: 'safeguard' }
    )
  }
})
