import { personKinds, type PersonKind } from '../actor'
import { source } from './regulation'
import { defineRule } from './rule'

/** What somebody is about to do, as K-11 looks at it. */
export type Doing = 'apply' | 'approve' | 'keep' | 'use' | 'witness' | 'enforce'

const doingWords: Readonly<Record<Doing, string>> = {
  apply: '提出申请',
  approve: '审批',
  keep: '任保管岗位',
  use: '作使用人',
  witness: '作见证、监督、清点人员',
  enforce: '作执法人员'
}

/**
 * K-11: temporary staff and outsiders cannot apply, approve, keep or witness; they may use things. Contract staff act
 * as one of two enforcement officers only with a certificate of their own (`certificate`, null or empty where there is
 * none). Who has left is of the staff no longer.
 */
export const K_11 = defineRule<{
  readonly personName: string
  readonly kind: PersonKind
  readonly doing: Doing
  readonly departed?: boolean
  readonly certificate?: string | null
  readonly field?: string
}>({
  id: 'K-11',
  act: 'BLOCK',
  title: '临时聘用人员和外来人员不得申请、审批、保管、见证',
  sources: [source('DK-05', '第五条第（四）项第4目')],
  check: ({ personName, kind, doing, departed, certificate, field }) => {
    const at = field === undefined ? {} : { field }
    if (departed) return { message: `${personName}已离岗，不能${doingWords[doing]}，请由在岗职工办理`, ...at }
    if (doing !== 'use' && (kind === 'temporary' || kind === 'outsider'))
      return { message: `${personName}是${personKinds[kind]}，不能${doingWords[doing]}，请由正式职工办理`, ...at }
    return (
      doing === 'enforce' &&
      kind === 'contract' &&
      !certificate?.trim() && {
        message: `${personName}是${personKinds[kind]}，没有执法证件，不能作为两名执法人员之一`,
        ...at
      }
    )
  }
})

/** Somebody in a part of an act, e.g. 见证人; `personId` null where only the name is known. */
export interface Party {
  readonly role: string
  readonly personId: string | null
  readonly name: string
  /** Path of the form field that names the person. */
  readonly field?: string
}

const same = (one: Party, other: Party): boolean =>
  one.personId !== null && other.personId !== null
    ? one.personId === other.personId
    : one.name.trim() !== '' && one.name === other.name

const twoOf = (one: string, other: string) => (one === other ? `两名${one}` : `${one}和${other}`)

/**
 * K-12: where the text asks for two, they are two (`parties`), and none of them is who applied or decided (`apart`;
 * empty where the text names the applicant as one of the two).
 */
export const K_12 = defineRule<{ readonly parties: readonly Party[]; readonly apart?: readonly Party[] }>({
  id: 'K-12',
  act: 'BLOCK',
  title: '要求两人办理的由两人分别担任，见证、复核、监督人员不是申请人或审批人',
  sources: [source('DK-05', '第七条第（三）项'), source('DK-04', '第一条第五项'), source('DK-09', '第十四条')],
  check: ({ parties, apart = [] }) => {
    const twice = parties.flatMap((party, index) => {
      const before = parties.slice(0, index).find((each) => same(each, party))
      return before
        ? [
            {
              message: `${twoOf(before.role, party.role)}都是${party.name}，应由两人分别担任`,
              ...(party.field ? { field: party.field } : {})
            }
          ]
        : []
    })
    const involved = parties.flatMap((party) => {
      const other = apart.find((each) => same(each, party))
      return other
        ? [
            {
              message: `${party.name}是${other.role}，不能再作${party.role}，请换一人`,
              ...(party.field ? { field: party.field } : {})
            }
          ]
        : []
    })
    return [...twice, ...involved]
  }
})
