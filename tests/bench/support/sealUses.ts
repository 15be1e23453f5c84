import type { DocumentKind } from '@main/contract/seals'
import { systemActor } from '@main/kernel/actor'
import { instantAt } from '@main/kernel/instant'
import { addDays } from '@main/kernel/localDate'
import { searchKey } from '@main/kernel/searchKey'
import { templateOf } from '@main/ledgers/seals/documentKinds'
import { Loss, Seal, SealUse, UseRequest, UseScan } from '@main/ledgers/seals/entities'
import { useKey } from '@main/ledgers/seals/use/entry'
import { Approval, ApprovalDecision } from '@main/office/approvals/entities'
import type { House } from '@main/office/house'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { actRecorder, numberGiver } from './bulkActs'
import { bulkInserter } from './bulkInserter'
import { aBulkOffice, pick, type BulkOffice } from './bulkOffice'

const titles: readonly (readonly [DocumentKind, string])[] = [
  ['penaltyDecision', '关于占道经营的行政处罚决定书'],
  ['officialDocument', '关于开展市容环境专项整治的通知'],
  ['certificate', '在职工作证明'],
  ['contract', '环卫保洁服务采购合同'],
  ['seizureDecision', '先行登记保存物品通知书'],
  ['report', '季度统计报表'],
  ['introduction', '外出联系工作介绍信'],
  ['caseDocument', '询问通知书'],
  ['licence', '临时占用道路许可决定书'],
  ['procurementReview', '政府采购计划审核表'],
  ['fundingApproval', '渣土整治专项资金拨付申请'],
  ['unitReport', '户外广告设施排查情况汇报']
]
const addressees = ['县人民政府办公室', '县财政局', '县人民法院', '县市场监督管理局', '当事人', null]
const roles = [
  { role: 'unitHead', label: '科室负责人意见' },
  { role: 'leader', label: '分管领导意见' }
] as const
const firstDay = '2020-01-02'
const days = 2_460

/**
 * Fills an empty seals ledger with uses over six years and two dozen seals: seven in ten on an application approved by
 * two people, some by telephone, two in five with a scan, one in two hundred reversed, some passed with a reason; with
 * the audit chain.
 */
export async function fillSealUses(house: House, count: number): Promise<void> {
  const office = await aBulkOffice(house, 20, 'department')
  const seals = await theSeals(house, office)
  const insert = bulkInserter(house, [Approval, ApprovalDecision, UseRequest, SealUse, UseScan, ExceptionEntry])
  const record = await actRecorder(house, 'seals', insert)
  const number = numberGiver()
  for (let index = 0; index < count; index += 1) {
    const day = addDays(firstDay, Math.floor((index * days) / count))
    const at = instantAt(day, `${String(8 + (index % 9)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`)
    const [kind, stem] = pick(titles, index * 7 + Math.floor(index / 11))
    const applicant = pick(office.people, index * 13)
    const seal = pick(seals, index * 5 + Math.floor(index / 97))
    const base = {
      id: house.newId(),
      at,
      day,
      sealId: seal.id,
      sealName: seal.name,
      batchId: null,
      custodianId: office.head.id,
      custodianName: office.head.name
    }
    const paper = {
      documentKind: kind,
      title: `${stem}（第${index + 1}号）`,
      documentNumber: index % 3 ? `基城管〔${day.slice(0, 4)}〕${index + 1}号` : null,
      addressee: pick(addressees, index),
      copies: 1 + (index % 4),
      impressions: 1 + (index % 4),
      purpose: templateOf(kind).purpose,
      signingBody: '本局',
      onBehalf: index % 40 === 0,
      unitId: applicant.unitId,
      applicantId: applicant.id
    }
    const asked =
      index % 10 < 7
        ? anApplication(house, office, { ...paper, sealId: seal.id, at, day, number: number('YSQ', day), index })
        : undefined
    const names = {
      unitName: pick(office.units, Math.floor(office.people.indexOf(applicant) / 10)).name,
      applicantName: applicant.name
    }
    const useNumber = number('YY', day)
    const use: SealUse = {
      ...base,
      ...paper,
      ...names,
      number: useNumber,
      mode: asked ? 'approved' : 'shortForm',
      requestId: asked?.request.id ?? null,
      approvers: asked ? `${pick(office.people, index).name}、${office.head.name}` : '凭存根，免申请',
      reversalOfId: null,
      remarks: null,
      searchKey: useKey({ ...paper, ...names, number: useNumber })
    }
    const scans = index % 5 < 2 ? [{ id: house.newId(), useId: use.id, attachmentId: office.picture, at }] : []
    const said = index % 100 === 0 ? [anException(house, use)] : []
    await record({
      at,
      act: '用印',
      actorName: office.head.name,
      subject: { type: 'sealUse', id: use.id, number: use.number },
      inserted: asked
        ? [
            [Approval, [asked.approval]],
            [UseRequest, [asked.request]]
          ]
        : [],
      appended: [
        [ApprovalDecision, asked?.decisions ?? []],
        [SealUse, [use]],
        [UseScan, scans],
        [ExceptionEntry, said]
      ]
    })
    if (index % 200 === 199) {
      const reversal = {
        ...use,
        id: house.newId(),
        number: number('YY', day),
        copies: -use.copies,
        impressions: -use.impressions,
        reversalOfId: use.id
      }
      await record({
        at,
        act: '冲正用印',
        subject: { type: 'sealUse', id: use.id, number: use.number },
        appended: [[SealUse, [reversal]]]
      })
    }
  }
  await record.finish()
  await number.keep(house)
}

async function theSeals(house: House, { units, head }: BulkOffice): Promise<readonly Seal[]> {
  return house.database.write({ chain: 'seals', act: '登记期初印章', actor: systemActor }, async (unit) => {
    const numbers = await unit.nextNumbers('YZ', 24)
    const seals = await unit.insertMany(
      Seal,
      numbers.map((number, index) => {
        const name = index === 0 ? '局行政章' : `${pick(units, index).name}业务专用章`
        const made = {
          engravingId: null,
          predecessorId: null,
          approvalDocument: null,
          engraver: null,
          engravedOn: null,
          activationNumber: null
        }
        const end = {
          endReason: null,
          endedOn: null,
          recoveredByName: null,
          sealedAwayPlace: null,
          sealedAwayOn: null,
          remarks: null
        }
        const custody = {
          custodianId: head.id,
          standsInForId: null,
          standInUntil: null,
          keyHolderId: head.id,
          storage: '保管室',
          safeguard: '保险柜'
        }
        const look = {
          kind: 'bureau',
          material: 'rubber',
          size: '直径4.2厘米',
          shape: 'round',
          ink: 'red',
          sealCode: null,
          scope: []
        } as const
        const rest = {
          unitId: pick(units, index).id,
          ownerId: null,
          activatedOn: null,
          imprintId: null,
          opening: true,
          registeredOn: '2020-01-01'
        }
        return {
          number,
          name,
          imprintText: name,
          state: 'inUse' as const,
          searchKey: searchKey(number, name),
          ...look,
          ...made,
          ...custody,
          ...rest,
          ...end
        }
      })
    )
    const lost = seals.at(-1)
    if (lost)
      await unit.insert(Loss, {
        number: await unit.nextNumber('YZY'),
        sealId: lost.id,
        reportedAt: unit.now,
        discoveredAt: unit.now,
        lostFrom: '2026-09-01',
        circumstances: '外出途中遗失',
        reporterId: head.id,
        leaderId: null,
        leaderReportedAt: null,
        policeStation: null,
        policeReportedOn: null,
        policeReceipt: null,
        newspaper: null,
        newspaperOn: null,
        newspaperId: null,
        state: 'open'
      })
    return seals
  })
}

interface Asked extends Pick<
  UseRequest,
  | 'sealId'
  | 'documentKind'
  | 'title'
  | 'documentNumber'
  | 'addressee'
  | 'copies'
  | 'impressions'
  | 'purpose'
  | 'signingBody'
  | 'onBehalf'
  | 'unitId'
  | 'applicantId'
  | 'number'
> {
  readonly at: string
  readonly day: string
  readonly index: number
}

// One application in sixty was approved by telephone; one such call in forty is not confirmed yet.
function anApplication(house: House, office: BulkOffice, { at, day, index, ...paper }: Asked) {
  const approvalId = house.newId()
  const request: UseRequest = {
    ...paper,
    id: house.newId(),
    draftId: null,
    submittedOn: day,
    state: 'stamped',
    approvalId,
    consumedCopies: paper.copies,
    searchKey: searchKey(paper.number, paper.title, paper.documentNumber),
    version: 2
  }
  const approval: Approval = {
    id: approvalId,
    ledger: 'seals',
    kind: 'seals.useBureau',
    subjectType: 'sealUseRequest',
    subjectId: request.id,
    number: request.number,
    title: request.title,
    applicantId: request.applicantId,
    unitId: request.unitId,
    concernedPersonId: null,
    amountCents: null,
    needsCollective: false,
    steps: roles,
    state: 'approved',
    step: roles.length,
    submittedAt: at,
    stepSince: at,
    previousDeciderId: office.head.id,
    version: 3
  }
  const telephone = index % 60 === 0
  const decision = (step: number, more: Partial<ApprovalDecision> = {}): ApprovalDecision => ({
    id: house.newId(),
    approvalId,
    step,
    stepLabel: pick(roles, step).label,
    outcome: 'approve',
    personId: step === 0 ? pick(office.people, index).id : office.head.id,
    name: step === 0 ? pick(office.people, index).name : office.head.name,
    capacity: step === 0 ? '负责人' : '局长',
    at,
    opinion: '同意',
    escalated: false,
    takenById: null,
    takenByName: null,
    confirmBy: null,
    detail: null,
    signatureId: null,
    ...more
  })
  const last = decision(
    1,
    telephone
      ? { takenById: office.head.id, takenByName: office.head.name, confirmBy: addDays(day, 3), opinion: '电话同意' }
      : {}
  )
  const confirmed =
    telephone && index % 2_400 !== 0 ? [decision(1, { outcome: 'confirm', detail: { decisionId: last.id } })] : []
  return { request, approval, decisions: [decision(0), last, ...confirmed] }
}

function anException(house: House, use: SealUse): ExceptionEntry {
  return {
    id: house.newId(),
    chain: 'seals',
    at: use.at,
    actorId: null,
    actorName: use.custodianName,
    rule: 'SEAL-11',
    message: '在保管室外用印',
    source: '用印管理规定',
    reason: '专项行动现场办公',
    subjectType: 'sealUse',
    subjectId: use.id,
    subjectNumber: use.number
  }
}
