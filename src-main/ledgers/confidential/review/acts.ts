import { In } from 'typeorm'
import type { ReviewInput } from '../../../contract/confidential/inputs'
import type { Submitted } from '../../../contract/confidential/access'
import { reviewKinds, secrecyClasses } from '../../../contract/confidential/words'
import { formatDate } from '../../../contract/display'
import { addYears } from '../../../kernel/localDate'
import type { House } from '../../../office/house'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { ConfidentialFile, Review } from '../entities'
import { keepLapse } from '../lapses'
import { ask, outcomeOf } from '../requests'
import { SEC_14 } from '../rules/matters'
import { ceilingYears, periodObjections } from '../rules/period'
import { SEC_03 } from '../rules/register'
import { seal, sealIf } from '../secrets'
import { asOfficer } from '../visibility'

/** Asks for a file to be declassified, extended or changed (SEC-14). */
export async function requestReview(unit: UnitOfWork, house: House, input: ReviewInput): Promise<Submitted> {
  asOfficer(unit, '文件')
  const file = await unit.load(ConfidentialFile, input.fileId, '文件')
  const open = await unit.manager.findOneBy(Review, { fileId: file.id, state: In(['pending', 'returned']) })
  const ceilings = SEC_03.values(unit.book)
  const secrecy = input.kind === 'change' && input.newSecrecy ? input.newSecrecy : file.secrecy
  const issuedOn = file.issuedOn ?? file.receivedOn
  const lasts = input.newExpiresOn !== undefined && input.kind !== 'declassify'
  unit.judge(
    SEC_14.on({
      kind: input.kind,
      own: file.origin === 'own',
      declassified: file.state !== 'held',
      open: open?.number,
      secrecy: file.secrecy,
      newSecrecy: input.newSecrecy,
      newExpiresOn: input.newExpiresOn,
      expiresOn: file.expiresOn,
      notice: input.notice,
      reason: input.reason,
      ceiling: lasts
        ? periodObjections(secrecy, issuedOn, { kind: 'until', until: input.newExpiresOn }, ceilings).map(
            (objection) => ({
              ...objection,
              field: 'newExpiresOn'
            })
          )
        : []
    })
  )
  const id = unit.newId()
  const place = { table: 'confidential_reviews', id }
  const row = await unit.insert(Review, {
    id,
    number: await unit.nextNumber('MJM'),
    fileId: file.id,
    kind: input.kind,
    newSecrecy: input.kind === 'change' ? (input.newSecrecy ?? null) : null,
    newExpiresOn: lasts ? (input.newExpiresOn ?? null) : null,
    newYears: null,
    reasonSealed: await seal(house, place, 'reason', input.reason ?? ''),
    noticeSealed: await sealIf(house, place, 'notice', input.notice),
    noticeOn: input.noticeOn ?? null,
    before: `${secrecyClasses[file.secrecy]}，${file.expiresOn ? `至${formatDate(file.expiresOn)}` : '未写明期限'}`,
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    decidedOn: null,
    state: 'pending',
    approvalId: null
  })
  return ask(unit, house, {
    entity: Review,
    row,
    kind: 'confidential.review',
    subjectType: 'confidentialReview',
    title: `密级文件${file.number}${reviewKinds[input.kind]}审查`,
    what: '解密审查'
  })
}

/** A decided review takes effect on the file, and with it on all its carriers (SEC-14). */
export const reviewOutcome = outcomeOf(Review, '解密审查', async (unit, house, row) => {
  const file = await unit.load(ConfidentialFile, row.fileId, '文件')
  const secrecy = row.newSecrecy ?? file.secrecy
  const years = ceilingYears(secrecy, SEC_03.values(unit.book))
  // A lower class has a lower ceiling: a period that went beyond it ends there.
  const ceiling = years === undefined || file.issuedOn === null ? null : addYears(file.issuedOn, years)
  const kept = ceiling !== null && file.expiresOn !== null && file.expiresOn > ceiling ? ceiling : file.expiresOn
  const changes =
    row.kind === 'declassify'
      ? { state: 'declassified' as const, declassifiedOn: unit.today }
      : {
          secrecy,
          expiresOn: row.newExpiresOn ?? kept,
          ...(row.newExpiresOn === null ? {} : { periodKind: 'until' as const, periodYears: null })
        }
  await unit.update(ConfidentialFile, file, changes, '文件')
  await unit.update(Review, row, { state: 'done', decidedOn: unit.today }, '解密审查')
  if (file.expiresOn !== null && unit.today > file.expiresOn)
    await keepLapse(unit, house, {
      rule: SEC_14,
      what: '保密期限届满后才审查',
      duty: '保密期限届满前的审查',
      subject: { type: 'confidentialReview', id: row.id, number: row.number },
      personName: unit.actor.name,
      due: { dueOn: file.expiresOn, dueAt: null },
      reason: undefined
    })
})
