import { beforeAll, describe, expect, it } from 'vitest'
import type { EndingKind } from '@main/contract/confidential/words'
import type { Person } from '@main/office/entities'
import { requestClassification } from '@main/ledgers/confidential/classification/acts'
import { dispatchCarriers, receiptOf } from '@main/ledgers/confidential/dispatch/acts'
import { confidentialDue } from '@main/ledgers/confidential/due'
import { destroyCarriers, handOverCarriers, requestEnding } from '@main/ledgers/confidential/ending/acts'
import { Dispatch, Ending } from '@main/ledgers/confidential/entities'
import { confidentialProofs } from '@main/ledgers/confidential/proofs'
import { loadShippedCalendar } from '@main/office/session/founding'
import { decideThrough } from '../../support/ledgerActs'
import { onBothEngines } from '../../support/house'
import { changeRuleParameter } from '../../support/parameters'
import { aBureau } from '../../support/people'
import {
  aConfidentialStaff,
  aFile,
  asOfficer,
  back,
  lent,
  missedAs,
  reads,
  refusedBy,
  standingOf,
  type ConfidentialStaff
} from '../../support/confidential'
import { penOf } from '../../support/pen'

onBothEngines('the ends of confidential carriers', (house) => {
  let staff: ConfidentialStaff
  beforeAll(async () => {
    await aBureau(house(), 'baicheng-bureau')
    await loadShippedCalendar(house())
    house().clock.setDay('2026-03-02')
    staff = await aConfidentialStaff(house())
  })
  const ask = (kind: EndingKind, carrierIds: readonly string[], plan: { agency?: string; round?: string } = {}) =>
    asOfficer(house(), staff, (unit) =>
      requestEnding(unit, house(), {
        kind,
        carrierIds: [...carrierIds],
        agency: 'agency' in plan ? plan.agency : '县涉密载体销毁中心',
        round: plan.round
      })
    )

  describe('SEC-10 return, archive, destruction', () => {
    const receipts = (
      id: string,
      version: number,
      list: readonly (readonly [string | undefined, string | undefined])[],
      place = '县保密局'
    ) =>
      asOfficer(house(), staff, (unit) =>
        handOverCarriers(unit, house(), {
          id,
          version,
          place,
          receipts: list.map(([carrierId = '', receiptNumber]) => ({ carrierId, receiptNumber }))
        })
      )

    it('SEC-10 gives back by an approved list, each carrier against its receipt, some now and the rest later', async () => {
      const file = await aFile(house(), staff)
      const [first, second] = file.carrierIds
      await refusedBy(house(), 'SEC-10', ask('giveBack', file.carrierIds, { agency: undefined }))
      const leg = await lent(house(), staff, first, staff.readers[0])
      const [away] = await refusedBy(house(), 'SEC-10', ask('giveBack', file.carrierIds))
      expect(away?.message).toContain('传阅中')
      await back(house(), staff, leg.id)
      const list = await ask('giveBack', file.carrierIds)()
      await refusedBy(house(), 'SEC-10', ask('destroy', file.carrierIds))
      await refusedBy(house(), 'SEC-10', receipts(list.id, 2, [[first, '青保回〔2026〕12号']]))
      expect((await decideThrough(house(), list.approvalId)).deciders).toEqual([staff.leader.id])
      const [without] = await refusedBy(
        house(),
        'SEC-10',
        receipts(list.id, 3, [
          [first, '青保回〔2026〕12号'],
          [second, undefined]
        ])
      )
      expect(without?.missing).toEqual([`${file.carriers[1]?.label ?? ''}的回执号`])
      await receipts(list.id, 3, [[first, '青保回〔2026〕12号']])()
      expect(await standingOf(house(), first)).toMatchObject({ state: 'givenBack' })
      expect(await standingOf(house(), second)).toMatchObject({ state: 'cabinet' })
      expect(await house().database.read.findOneByOrFail(Ending, { id: list.id })).toMatchObject({
        state: 'approved',
        done: 1
      })
      await receipts(list.id, 4, [[second, '青保回〔2026〕13号']])()
      expect(await house().database.read.findOneByOrFail(Ending, { id: list.id })).toMatchObject({
        state: 'done',
        done: 2,
        year: 2026
      })
      await refusedBy(house(), 'SEC-07', () => lent(house(), staff, first, staff.readers[0]))
    })

    it('SEC-10 K-12 destroys with approval, list, place and two supervisors beside officer and decider, never with one', async () => {
      const file = await aFile(house(), staff)
      const list = await ask('destroy', file.carrierIds)()
      const destroy = (
        version: number,
        people: readonly Person[],
        plan: { place?: string; signed?: readonly Person[] } = {}
      ) =>
        asOfficer(house(), staff, (unit) =>
          destroyCarriers(unit, house(), {
            id: list.id,
            version,
            place: 'place' in plan ? plan.place : '县涉密载体销毁中心',
            supervisorIds: people.map(({ id }) => id),
            signatures: (plan.signed ?? people).map((person) => penOf(person))
          })
        )
      await refusedBy(house(), 'SEC-10', destroy(2, staff.supervisors))
      await decideThrough(house(), list.approvalId)
      const [one] = await refusedBy(house(), 'SEC-10', destroy(3, [staff.supervisors[0]]))
      expect(one).toMatchObject({ act: 'BLOCK', field: 'supervisorIds' })
      await refusedBy(house(), 'SEC-10', destroy(3, [staff.supervisors[0], staff.supervisors[0]]))
      await refusedBy(house(), 'K-12', destroy(3, [staff.supervisors[0], staff.officer]))
      await refusedBy(house(), 'K-12', destroy(3, [staff.supervisors[0], staff.leader]))
      await refusedBy(house(), 'K-11', destroy(3, [staff.supervisors[0], staff.temporary]))
      await refusedBy(house(), 'SEC-10', destroy(3, staff.supervisors, { place: undefined }))
      await refusedBy(house(), 'SEC-10', destroy(3, staff.supervisors, { signed: [staff.supervisors[0]] }))
      await destroy(3, staff.supervisors)()
      for (const id of file.carrierIds) expect(await standingOf(house(), id)).toMatchObject({ state: 'destroyed' })
    })

    it('SEC-10 keeps a year whose return was missed due until it is made, and late for ever', async () => {
      house().clock.setDay('2027-01-05')
      const file = await aFile(house(), staff)
      const duties = async () =>
        (await confidentialDue(await reads(house())))
          .filter(({ subjectType }) => subjectType === 'confidentialReturns')
          .map(({ dueOn }) => dueOn)
      expect(await duties()).toEqual(['2027-12-31'])
      house().clock.setDay('2028-01-10')
      expect(await duties()).toEqual(['2027-12-31', '2028-12-31'])
      const list = await ask('giveBack', file.carrierIds.slice(0, 1), { round: '2027' })()
      await decideThrough(house(), list.approvalId)
      await receipts(list.id, 3, [[file.carrierIds[0], '回1号']])()
      expect(await duties()).toEqual(['2028-12-31'])
      expect(await missedAs(house(), list.number)).toMatchObject({
        rule: 'SEC-10',
        dueOn: '2027-12-31'
      })
    })

    it('SEC-10 takes the rounds of returns as the bureau sets them', async () => {
      await changeRuleParameter(house(), 'SEC-10', 'returnMonths', '6,12')
      const duties = async () =>
        (await confidentialDue(await reads(house())))
          .filter(({ subjectType }) => subjectType === 'confidentialReturns')
          .map(({ title, dueOn }) => [title, dueOn])
      // The years whose return was made stand for their half-years.
      expect(await duties()).toEqual([['2028年上半年清退密级文件', '2028-06-30']])
      const file = await aFile(house(), staff)
      const [none] = await refusedBy(house(), 'SEC-10', ask('giveBack', file.carrierIds, { round: '2028' }))
      expect(none?.message).toContain('没有这一清退期')
      const list = await ask('giveBack', file.carrierIds.slice(0, 1))()
      expect(await house().database.read.findOneByOrFail(Ending, { id: list.id })).toMatchObject({
        round: '2028-H1',
        year: 2028
      })
      await decideThrough(house(), list.approvalId)
      house().clock.setDay('2028-07-01')
      await receipts(list.id, 3, [[file.carrierIds[0], '回2号']])()
      expect(await missedAs(house(), list.number)).toMatchObject({
        what: '2028年上半年清退逾期',
        dueOn: '2028-06-30'
      })
      expect(await duties()).toEqual([['2028年下半年清退密级文件', '2028-12-31']])
      await changeRuleParameter(house(), 'SEC-10', 'returnMonths', '12')
      house().clock.setDay('2026-03-03')
    })

    it('SEC-10 sends a file of our own against receipt, and none that came in', async () => {
      const incoming = await aFile(house(), staff)
      const send = (carrierIds: readonly string[]) =>
        asOfficer(house(), staff, (unit) =>
          dispatchCarriers(unit, house(), { carrierIds: [...carrierIds], recipient: '县政府办' })
        )
      await refusedBy(house(), 'SEC-10', send(incoming.carrierIds.slice(0, 1)))
      const decided = {
        secrecy: 'confidential' as const,
        issuedOn: '2026-03-01',
        period: { kind: 'years' as const, years: 3 },
        personIds: [staff.readers[0].id],
        posts: []
      }
      const classified = await asOfficer(house(), staff, (unit) =>
        requestClassification(unit, house(), {
          ...decided,
          drafterId: staff.clerk.id,
          code: '自9',
          basis: '范围第一项',
          copies: 2
        })
      )()
      await decideThrough(house(), classified.approvalId)
      const own = await aFile(house(), staff, {
        ...decided,
        origin: 'own',
        classificationId: classified.id,
        code: '自9',
        issuer: undefined
      })
      await refusedBy(house(), 'SEC-10', ask('giveBack', own.carrierIds))
      await send(own.carrierIds.slice(0, 1))()
      const sent = await house().database.read.findOneByOrFail(Dispatch, { carrierId: own.carrierIds[0] ?? '' })
      expect(sent).toMatchObject({ state: 'sent', receiptDueOn: '2026-03-13' })
      expect(await standingOf(house(), own.carrierIds[0])).toMatchObject({ state: 'transit' })
      await refusedBy(house(), 'SEC-10', send(own.carrierIds.slice(0, 1)))
      const receipt = (plan: { receiptNumber?: string; receiptOn?: string; lateReason?: string }) =>
        asOfficer(house(), staff, (unit) =>
          receiptOf(unit, house(), {
            id: sent.id,
            version: 1,
            receiptNumber: undefined,
            receiptOn: '2026-03-03',
            lateReason: undefined,
            ...plan
          })
        )
      await refusedBy(house(), 'SEC-10', receipt({}))
      await refusedBy(house(), 'SEC-10', receipt({ receiptNumber: '府办收3号', receiptOn: '2026-03-02' }))
      house().clock.setDay('2026-03-20')
      await refusedBy(house(), 'SEC-10', receipt({ receiptNumber: '府办收3号', receiptOn: '2026-03-19' }))
      await receipt({ receiptNumber: '府办收3号', receiptOn: '2026-03-19', lateReason: '对方补办' })()
      expect(await standingOf(house(), own.carrierIds[0])).toMatchObject({ state: 'sentOut' })
      expect(await missedAs(house(), sent.number)).toMatchObject({ doneAt: expect.any(String) as string })
    })
  })

  it('proves every end by its list and every standing by its chain', async () => {
    for (const prove of confidentialProofs) expect(await prove(house().database.read)).toEqual([])
  })
})
