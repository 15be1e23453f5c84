import type {
  CopyMade,
  Destruction,
  EndingHandover,
  LendInput,
  RegisterInput
} from '@main/contract/confidential/inputs'
import { instantAt } from '@main/kernel/instant'
import { lend, requestLeave } from '@main/ledgers/confidential/circulation/acts'
import { requestClassification } from '@main/ledgers/confidential/classification/acts'
import { makeCopies, requestCopy } from '@main/ledgers/confidential/copy/acts'
import { destroyCarriers, handOverCarriers, requestEnding } from '@main/ledgers/confidential/ending/acts'
import { CopyRequest, Ending, Publication } from '@main/ledgers/confidential/entities'
import { registerFile } from '@main/ledgers/confidential/file/register'
import { published, requestPublication } from '@main/ledgers/confidential/publication/acts'
import { decideThrough } from '../../support/ledgerActs'
import { aBureau } from '../../support/people'
import { actingIn, aConfidentialStaff, aFile, anEntry } from '../../support/confidential'
import { firstLine, withField, type Walk, type WalkedAct } from './walk'
import { penOf } from '../../support/pen'

/** Classing, taking out, copying, ending and publishing. */
export const confidentialWalk: Walk = async (house): Promise<readonly WalkedAct[]> => {
  await aBureau(house)
  const staff = await aConfidentialStaff(house)
  const { read } = house.database
  const [reader, another] = staff.readers
  const listed = async (kind: 'giveBack' | 'destroy') => {
    const { carrierIds } = await aFile(house, staff)
    const asked = await actingIn(house, staff.officer, (unit) =>
      requestEnding(unit, house, { kind, carrierIds: [...carrierIds], agency: '县涉密载体销毁中心', round: undefined })
    )
    await decideThrough(house, asked.approvalId)
    const { id, version } = await read.findOneByOrFail(Ending, { id: asked.id })
    return { id, version, carrierIds }
  }
  const foreign = (await aFile(house, staff)).carrierIds[0]
  let own = 0
  return [
    {
      ledger: 'confidential',
      kinds: ['confidential.classify'],
      procedure: 'confidential.files.register',
      approve: async () => {
        own += 1
        const decided = {
          secrecy: 'confidential' as const,
          issuedOn: '2026-09-20',
          period: { kind: 'years' as const, years: 5 },
          personIds: [reader.id],
          posts: []
        }
        const asked = await actingIn(house, staff.officer, (unit) =>
          requestClassification(unit, house, {
            ...decided,
            drafterId: staff.clerk.id,
            code: `自${own}`,
            basis: '城市管理工作国家秘密范围第三项',
            copies: 2
          })
        )
        await decideThrough(house, asked.approvalId)
        const entry = anEntry(house, staff, {
          ...decided,
          origin: 'own',
          classificationId: asked.id,
          code: `自${own}`,
          issuer: undefined,
          documentNumber: `本局密〔2026〕${own}号`,
          copyNumbers: '01-02'
        })
        return {
          input: { ...entry },
          act: (input) =>
            actingIn(house, staff.officer, (unit) => registerFile(unit, house, input as unknown as RegisterInput))
        }
      },
      bound: {
        classificationId: [{ with: withField({ classificationId: undefined }), rule: 'SEC-05' }],
        secrecy: [{ with: withField({ secrecy: 'secret' }), rule: 'SEC-05' }],
        issuedOn: [{ with: withField({ issuedOn: '2026-09-21' }), rule: 'SEC-05' }],
        period: [{ with: withField({ period: { kind: 'years', years: 6 } }), rule: 'SEC-05' }],
        personIds: [{ with: withField({ personIds: [reader.id, another.id] }), rule: 'SEC-05' }],
        posts: [{ with: withField({ posts: ['head'] }), rule: 'SEC-05' }],
        code: [{ with: withField({ code: '另号' }), rule: 'SEC-05' }],
        copyNumbers: [{ with: withField({ copyNumbers: '01-03', copies: 3 }), rule: 'SEC-05' }],
        copies: [{ with: withField({ copies: 3 }), rule: 'SEC-03' }],
        receivedOn: [{ with: withField({ receivedOn: '2026-10-01' }), rule: 'SEC-03' }],
        cabinetId: [{ with: withField({ cabinetId: undefined }), rule: 'SEC-03' }],
        pages: [{ with: withField({ pages: undefined }), rule: 'SEC-03' }]
      },
      own: [
        'origin',
        'deliveryId',
        'central',
        'issuer',
        'documentNumber',
        'title',
        'noNumberReason',
        'receivedById',
        'notes'
      ]
    },
    {
      ledger: 'confidential',
      kinds: ['confidential.leave'],
      procedure: 'confidential.legs.lend',
      approve: async () => {
        const [carrierId = ''] = (await aFile(house, staff)).carrierIds
        const asked = await actingIn(house, staff.officer, (unit) =>
          requestLeave(unit, house, {
            carrierId,
            readerId: reader.id,
            backBy: instantAt('2027-12-01', '12:00'),
            destination: '市局会议室',
            reason: '参加专题会'
          })
        )
        await decideThrough(house, asked.approvalId)
        return {
          input: { carrierId, readerId: reader.id, leaveId: asked.id, signature: penOf(reader) },
          act: (input) => actingIn(house, staff.officer, (unit) => lend(unit, input as unknown as LendInput))
        }
      },
      bound: {
        carrierId: [{ with: withField({ carrierId: foreign }), rule: 'SEC-07' }],
        readerId: [
          { with: withField({ readerId: another.id, signature: penOf(another) }), rule: 'SEC-07' },
          { with: withField({ readerId: staff.outsider.id }), rule: 'SEC-06' }
        ],
        signature: [{ with: withField({ signature: penOf(another) }), rule: 'SEC-07' }]
      },
      own: ['leaveId']
    },
    {
      ledger: 'confidential',
      kinds: ['confidential.copy'],
      procedure: 'confidential.copies.make',
      approve: async () => {
        const [carrierId = ''] = (await aFile(house, staff)).carrierIds
        const asked = await actingIn(house, staff.officer, (unit) =>
          requestCopy(unit, house, { carrierId, count: 2, purpose: '专班使用', consent: undefined })
        )
        await decideThrough(house, asked.approvalId)
        const { id, version } = await read.findOneByOrFail(CopyRequest, { id: asked.id })
        return {
          input: { id, version, stamped: true },
          act: (input) => actingIn(house, staff.officer, (unit) => makeCopies(unit, input as unknown as CopyMade))
        }
      },
      bound: { stamped: [{ with: withField({ stamped: false }), rule: 'SEC-08' }] },
      own: []
    },
    {
      ledger: 'confidential',
      kinds: ['confidential.ending'],
      procedure: 'confidential.endings.handOver',
      approve: async () => {
        const { id, version, carrierIds } = await listed('giveBack')
        return {
          input: {
            id,
            version,
            place: '机要科',
            receipts: carrierIds.map((carrierId) => ({ carrierId, receiptNumber: '回1号' }))
          },
          act: (input) =>
            actingIn(house, staff.officer, (unit) => handOverCarriers(unit, house, input as unknown as EndingHandover))
        }
      },
      bound: {
        receipts: [
          { with: firstLine({ carrierId: foreign }, 'receipts'), rule: 'invalid' },
          { with: firstLine({ receiptNumber: undefined }, 'receipts'), rule: 'SEC-10' }
        ],
        place: [{ with: withField({ place: undefined }), rule: 'SEC-10' }]
      },
      own: []
    },
    {
      ledger: 'confidential',
      kinds: ['confidential.destroy'],
      procedure: 'confidential.endings.destroy',
      approve: async () => {
        const { id, version } = await listed('destroy')
        return {
          input: {
            id,
            version,
            place: '县涉密载体销毁中心',
            supervisorIds: staff.supervisors.map((person) => person.id),
            signatures: staff.supervisors.map((person) => penOf(person))
          },
          act: (input) =>
            actingIn(house, staff.officer, (unit) => destroyCarriers(unit, house, input as unknown as Destruction))
        }
      },
      bound: {
        place: [{ with: withField({ place: undefined }), rule: 'SEC-10' }],
        supervisorIds: [
          { with: withField({ supervisorIds: [staff.supervisors[0].id] }), rule: 'SEC-10' },
          { with: withField({ supervisorIds: [staff.supervisors[0].id, staff.leader.id] }), rule: 'SEC-10' }
        ],
        signatures: [{ with: withField({ signatures: [] }), rule: 'SEC-10' }]
      },
      own: []
    },
    {
      ledger: 'confidential',
      kinds: ['confidential.publication'],
      procedure: 'confidential.publications.publish',
      approve: async () => {
        const asked = await actingIn(house, staff.clerk, (unit) =>
          requestPublication(unit, house, {
            content: '市容整治通告全文',
            medium: '单位门户网站',
            recording: false,
            publisherId: staff.outsider.id
          })
        )
        await decideThrough(house, asked.approvalId)
        const { id, version } = await read.findOneByOrFail(Publication, { id: asked.id })
        return {
          input: { id, version },
          act: (input) =>
            actingIn(house, staff.outsider, (unit) =>
              published(unit, input as unknown as Parameters<typeof published>[1])
            )
        }
      },
      bound: {},
      own: []
    }
  ]
}
