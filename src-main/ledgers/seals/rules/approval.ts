import { sealKinds, type DocumentKind, type SealKind } from '../../../contract/seals'
import type { StepRole } from '../../../kernel/approval/chain'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'

/** Who has to have agreed before a seal of a kind is used; any one role of a group will do. */
const neededFor: Readonly<Record<SealKind, readonly (readonly StepRole[])[]>> = {
  bureau: [['unitHead'], ['leader'], ['head']],
  partyGroup: [['unitHead'], ['leader'], ['head']],
  contract: [['unitHead'], ['leader'], ['head']],
  unit: [['unitHead']],
  institution: [['unitHead']],
  approval: [['unitHead']],
  caseReview: [['unitHead']],
  jointReview: [['unitHead']],
  // On penalties the legal reviewer comes first: DK-05 四（四）2.
  personal: [['unitHead'], ['person']],
  finance: [['financeHead'], ['leader:finance']]
}

const roleWords: Partial<Record<StepRole, string>> = {
  unitHead: '部门（单位）负责人',
  leader: '分管领导',
  head: '局领导',
  person: '印章所刻领导本人',
  financeHead: '财务负责人',
  'leader:finance': '分管财务领导',
  legalReviewer: '法制审核'
}

/** The leader whose personal seal it is, as things stand today. */
export interface OwnerFacts {
  readonly name: string
  readonly departed: boolean
  readonly isHead: boolean
  readonly documentKind: DocumentKind
}

/** What SEAL-07 looks at: an application being made, or the custodian about to stamp on one. */
export type ApprovalFacts =
  | {
      readonly of: 'application'
      readonly documentNumber: string | undefined
      readonly alreadySealedAs: string | undefined
      readonly owner: OwnerFacts | undefined
    }
  | {
      readonly of: 'stamping'
      readonly sealKind: SealKind
      readonly approved: boolean
      readonly consumedAs: string | undefined
      readonly approvedCopies: number
      /** Copies and impressions stamped on it so far; the rest may follow. */
      readonly usedCopies: number
      readonly copies: number
      readonly approvedImpressions: number
      readonly usedImpressions: number
      readonly impressions: number
      readonly owner: OwnerFacts | undefined
      readonly enforcement: boolean
      readonly signedRoles: readonly StepRole[]
      readonly authorised: boolean
    }

/** SEAL-07: stamped only on an approval of the right people, once, and never for more than was approved. */
export const SEAL_07 = defineRule<ApprovalFacts>({
  id: 'SEAL-07',
  act: 'NEED',
  title: '用印须经部门负责人和有权领导审批，个人印章须本人同意；分次用印合计不超过批准份数',
  sources: [source('DK-05', '第五条第（一）项、第（六）项')],
  check: (facts) => {
    if (facts.of === 'application')
      return [
        ...ownerObjections(facts.owner),
        ...(facts.alreadySealedAs === undefined
          ? []
          : [
              {
                message: `文号${facts.documentNumber ?? ''}已在${facts.alreadySealedAs}用过这枚印章`,
                ask: '确需再次用印请说明理由',
                field: 'documentNumber',
                act: 'WARN' as const
              }
            ])
      ]
    const {
      approved,
      consumedAs,
      approvedCopies,
      usedCopies,
      copies,
      approvedImpressions,
      usedImpressions,
      impressions
    } = facts
    const gone = ownerObjections(facts.owner)
    if (gone.length > 0) return gone
    if (consumedAs !== undefined)
      return { message: `这份审批已用印（${consumedAs}），不能重复使用，请重新申请`, act: 'BLOCK' }
    const unsigned = unsignedFor(facts)
    const held: { message: string; missing: string[] }[] = !approved
      ? [{ message: '用印申请还没有批准，不能用印', missing: ['用印审批'] }]
      : unsigned.length > 0
        ? [{ message: `用${sealKinds[facts.sealKind]}还缺：${unsigned.join('、')}`, missing: unsigned }]
        : []
    return [
      ...held,
      ...(usedCopies + copies > approvedCopies
        ? [
            {
              message: `批准${approvedCopies}份，${usedCopies > 0 ? `已盖${usedCopies}份，` : ''}不能${usedCopies > 0 ? '再' : ''}盖${copies}份；增加份数请另行申请`,
              field: 'copies',
              act: 'BLOCK' as const
            }
          ]
        : []),
      ...(usedImpressions + impressions > approvedImpressions
        ? [
            {
              message: `批准用印${approvedImpressions}次，${usedImpressions > 0 ? `已盖${usedImpressions}次，` : ''}不能${usedImpressions > 0 ? '再' : ''}盖${impressions}次；增加次数请另行申请`,
              field: 'impressions',
              act: 'BLOCK' as const
            }
          ]
        : [])
    ]
  }
})

/** A personal seal ends with its owner's service; a cheque bears the head's only: DK-05 四（四）. */
function ownerObjections(owner: OwnerFacts | undefined) {
  if (!owner) return []
  const block = (message: string) => [{ message, field: 'sealId', act: 'BLOCK' as const }]
  if (owner.departed) return block(`${owner.name}已离岗，其个人印章不得再用，应当日收回`)
  return owner.documentKind === 'cheque' && !owner.isHead
    ? block(`支票只用局长个人印章，${owner.name}不是主要领导`)
    : []
}

function unsignedFor({
  sealKind,
  signedRoles,
  authorised,
  enforcement
}: Extract<ApprovalFacts, { of: 'stamping' }>): string[] {
  const legal: readonly (readonly StepRole[])[] = sealKind === 'personal' && enforcement ? [['legalReviewer']] : []
  return [...legal, ...neededFor[sealKind]]
    .map((group) => (authorised && group.includes('head') ? [...group, 'officeDirector' as const] : group))
    .filter((group) => !group.some((role) => signedRoles.includes(role)))
    .map((group) => `${group.map((role) => roleWords[role] ?? '办公室主任').join('或')}审批`)
}
