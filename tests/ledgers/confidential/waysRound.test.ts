import { beforeAll, expect, it } from 'vitest'
import type { CheckResult } from '@main/contract/confidential/words'
import { instantAt } from '@main/kernel/instant'
import { handOverOffice, registerCabinet } from '@main/ledgers/confidential/cabinet/acts'
import { closeCheck, countCarriers, openCheck } from '@main/ledgers/confidential/check/acts'
import { dispatchCarriers } from '@main/ledgers/confidential/dispatch/acts'
import { handOverCarriers, requestEnding } from '@main/ledgers/confidential/ending/acts'
import {
  Cabinet,
  CarrierStep,
  Check,
  CheckCount,
  CheckLine,
  ConfidentialFile,
  Ending
} from '@main/ledgers/confidential/entities'
import { reverseFile } from '@main/ledgers/confidential/file/register'
import { openIncident } from '@main/ledgers/confidential/incident/acts'
import { confidentialProofs } from '@main/ledgers/confidential/proofs'
import { decideThrough } from '../../support/ledgerActs'
import { loadShippedCalendar } from '@main/office/session/founding'
import { onBothEngines } from '../../support/house'
import { aBureau, aPerson, arranging } from '../../support/people'
import {
  aConfidentialStaff,
  actingIn,
  aFile,
  asOfficer,
  refusedBy,
  standingOf,
  type ConfidentialStaff
} from '../../support/confidential'
import { penOf } from '../../support/pen'

onBothEngines(
  'ways round the register of confidential files',
  (house) => {
    let staff: ConfidentialStaff
    beforeAll(async () => {
      await aBureau(house(), 'baicheng-bureau')
      await loadShippedCalendar(house())
      staff = await aConfidentialStaff(house())
    })
    const reversing = async (fileId: string) => {
      const { version } = await house().database.read.findOneByOrFail(ConfidentialFile, { id: fileId })
      return asOfficer(house(), staff, (unit) =>
        reverseFile(unit, house(), { id: fileId, version, reason: '登记错误' })
      )
    }
    const opened = (purpose: 'halfYear' | 'handover', memberId: string) =>
      asOfficer(house(), staff, (unit) =>
        openCheck(unit, { purpose, half: purpose === 'halfYear' ? '2026-H1' : undefined, memberId })
      )()
    const counting = (id: string, carrierId: string | undefined, result: CheckResult) =>
      asOfficer(house(), staff, (unit) =>
        countCarriers(unit, house(), {
          id,
          counts: [{ carrierId: carrierId ?? '', result, method: 'hand', note: undefined }]
        })
      )
    const closing = async (id: string, member: ConfidentialStaff['member']) => {
      const { version } = await house().database.read.findOneByOrFail(Check, { id })
      return asOfficer(house(), staff, (unit) =>
        closeCheck(unit, house(), {
          id,
          version,
          conclusion: undefined,
          lateReason: undefined,
          signature: penOf(member)
        })
      )
    }

    /** Counts whatever a check still has to see as its book has it; gives how many carriers it is of. */
    const everythingSeen = async (checkId: string): Promise<number> => {
      const { read } = house().database
      const lines = await read.findBy(CheckLine, { checkId })
      const seen = (await read.findBy(CheckCount, { checkId })).map(({ carrierId }) => carrierId)
      const results = { missing: 'missing', transit: 'inTransit' } as const
      for (const { carrierId, state } of lines)
        if (!seen.includes(carrierId))
          await counting(checkId, carrierId, state === 'missing' || state === 'transit' ? results[state] : 'present')()
      return lines.length
    }

    it('SEC-10 takes no entry back once a carrier of it is missing or was sent out: the register is no way to lose one', async () => {
      const lost = await aFile(house(), staff)
      await asOfficer(house(), staff, (unit) =>
        openIncident(unit, house(), {
          kind: 'missing',
          carrierId: lost.carrierIds[0],
          discoveredAt: undefined,
          measures: '封存现场',
          course: '取件时发现不在柜内'
        })
      )()
      await refusedBy(house(), 'SEC-10', await reversing(lost.id))
      expect((await standingOf(house(), lost.carrierIds[0])).state).toBe('missing')

      const sent = await aFile(house(), staff)
      // Sent as one of our own would be; the entry itself says who issued it.
      await arranging(house(), async (unit) => {
        const file = await unit.load(ConfidentialFile, sent.id, '文件')
        await unit.update(ConfidentialFile, file, { origin: 'own' }, '文件')
      })
      await asOfficer(house(), staff, (unit) =>
        dispatchCarriers(unit, house(), { carrierIds: [sent.carrierIds[1] ?? ''], recipient: '市局' })
      )()
      await refusedBy(house(), 'SEC-10', await reversing(sent.id))
      expect((await standingOf(house(), sent.carrierIds[1])).state).toBe('transit')
    })

    it('SEC-09 a check comes to its end though a carrier on its list left by list and receipt meanwhile', async () => {
      const file = await aFile(house(), staff)
      const ending = await asOfficer(house(), staff, (unit) =>
        requestEnding(unit, house(), {
          kind: 'giveBack',
          agency: '县委办',
          carrierIds: [file.carrierIds[0] ?? ''],
          round: undefined
        })
      )()
      await decideThrough(house(), ending.approvalId)
      const check = await opened('halfYear', staff.member.id)
      // Still in the cabinet it cannot be counted as gone.
      await refusedBy(house(), 'SEC-09', counting(check.id, file.carrierIds[0], 'left'))
      const { version } = await house().database.read.findOneByOrFail(Ending, { id: ending.id })
      await asOfficer(house(), staff, (unit) =>
        handOverCarriers(unit, house(), {
          id: ending.id,
          version,
          receipts: [{ carrierId: file.carrierIds[0] ?? '', receiptNumber: '回执1号' }],
          place: '县委办机要室'
        })
      )()
      await refusedBy(house(), 'SEC-09', counting(check.id, file.carrierIds[0], 'present'))
      await counting(check.id, file.carrierIds[0], 'left')()
      await counting(check.id, file.carrierIds[1], 'present')()
      await refusedBy(house(), 'SEC-09', await closing(check.id, staff.member))
    })

    it('SEC-01 each officer who has keys signs for her own cabinets, and none bars the way to the others', async () => {
      const next = await aPerson(house(), { posts: ['confidentialityOfficer'] })
      // Entered by the next officer before the handover: its keys are hers already, and it sorts before the first.
      const hers = await actingIn(house(), next, (unit) => registerCabinet(unit, { label: 'A柜', place: '机要室' }))
      const { id } = await house().database.read.findOneByOrFail(Check, { state: 'open' })
      await everythingSeen(id)
      await (
        await closing(id, staff.member)
      )()
      const forHandover = await opened('handover', next.id)
      const expected = await everythingSeen(forHandover.id)
      await (
        await closing(forHandover.id, next)
      )()
      const handOver = (from: ConfidentialStaff['officer']) => () =>
        actingIn(house(), next, (unit) =>
          handOverOffice(unit, {
            toPersonId: next.id,
            witnessId: undefined,
            signatures: { from: penOf(from), to: penOf(next), witness: undefined }
          })
        )
      // Somebody without keys cannot give them away in the officer's place.
      await refusedBy(house(), 'SEC-01', handOver(staff.deputy))
      const made = await handOver(staff.officer)()
      const cabinets = await house().database.read.find(Cabinet, { order: { label: 'ASC' } })
      expect(cabinets.map(({ id: cabinet, holderId }) => [cabinet, holderId])).toEqual([
        [hers.id, next.id],
        [staff.cabinetId, next.id]
      ])
      expect(await house().database.read.countBy(CarrierStep, { paper: made.number, act: 'handedOver' })).toBe(expected)
    })

    it('proves every end by its list and every standing by its chain', async () => {
      for (const prove of confidentialProofs) expect(await prove(house().database.read)).toEqual([])
    })
  },
  instantAt('2026-06-25', '09:00')
)
