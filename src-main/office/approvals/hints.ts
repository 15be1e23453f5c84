import type { ChainStep } from '../../kernel/approval/chain'
import type { Candidates } from './candidates'
import { roleLabel } from './flows'

/**
 * What stands beside a step that went up or that nobody can decide: why, and what to do. Null where nothing is unusual.
 */
export function hintFor(step: ChainStep | undefined, { hint }: Pick<Candidates, 'hint'>): string | null {
  if (!step || hint === null) return null
  const role = roleLabel(step.role)
  switch (hint) {
    case 'waited':
      return `${role}逾期未办，上一级领导也可以审批`
    case 'barred':
      return `${role}是申请人本人或已审批上一步，由上一级领导审批`
    case 'vacant':
      return `今天无人担任${role}，由上一级领导审批`
    case 'deadEndBarred':
      return `${role}是申请人本人或已审批上一步，又没有其他领导可以审批：请办公室主任或系统管理员任命其他领导，或为${role}办理代管`
    case 'consentWaited':
      return '须本人同意，不能由他人代为同意；本人逾期未办，请催办，或由经办人撤回改用其他办法'
    case 'consentMissing':
      return '须本人同意，不能由他人代为同意；本人是申请人、已审批上一步或已离岗：请改由他人提出申请，或撤回改用其他办法'
    case 'onPaper':
      return '由外单位领导在打印的审批单上签署：签好后由保管人员或办公室凭扫描件登记，本单位的人不能代为审批'
    case 'deadEndVacant':
      return `今天无人担任${role}，也没有上级领导可以审批：请办公室主任或系统管理员任命${role}，或办理代管`
  }
}
