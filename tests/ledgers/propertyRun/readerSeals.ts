import { approvalHolds, lack, ownerAgreed, type Lacks, type Need } from './readerApprovals'
import { dayOf, sum, text, whole, type World } from './readerWorld'

/** A stamping, or one taken back. */
export const stamped: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const sealId = text(row, 'sealId')
  const requestId = text(row, 'requestId')
  if (text(row, 'reversalOfId') !== '') return []
  const request = world.row('seal_use_requests', requestId)
  const before = world.appended('seal_uses').filter((use) => text(use, 'requestId') === requestId)
  return [
    text(row, 'custodianId') !== act.actorId && lack('SEAL-11', '用印人不是办理人'),
    world.inHand(sealId, day) !== act.actorId && lack('SEAL-11', '当时不保管这枚印章，也不代保管人'),
    text(world.row('seals', sealId), 'state') !== 'inUse' && lack('SEAL-02', '印章不在使用中'),
    text(request, 'sealId') !== sealId && lack('SEAL-07', '批准的不是这枚印章'),
    !approvalHolds(world, requestId, day) && lack('SEAL-07', '没有有效的批准'),
    sum([...before, row], 'copies') > whole(request, 'copies') && lack('SEAL-07', '用印超过批准的份数'),
    ...ofItsOwn(world, requestId, sealId, day)
  ]
}

/** What seals of a leader, of a unit and of the finance ask for beyond that (DK-05 四, DK-07 二十). */
function ofItsOwn(world: World, requestId: string, sealId: string, day: string): Lacks {
  const seal = world.row('seals', sealId)
  const kind = text(seal, 'kind')
  if (kind === 'personal') {
    const owner = text(seal, 'ownerId')
    const cheque = text(world.row('seal_use_requests', requestId), 'documentKind') === 'cheque'
    return [
      !world.present(owner) && lack('SEAL-07', '印章所刻领导已离岗'),
      !ownerAgreed(world, requestId) && lack('SEAL-07', '没有印章所刻领导本人同意'),
      cheque && !world.holders('head', day).includes(owner) && lack('SEAL-07', '支票用的不是局长印章')
    ]
  }
  const approval = world.approvalOf(requestId)
  return [
    kind === 'unit' &&
      world.heirOf(text(approval, 'unitId')) !== world.heirOf(text(seal, 'unitId')) &&
      lack('SEAL-07', '批准的不是印章所属部门的负责人'),
    text(approval, 'kind') !== flowOf[kind] && lack('SEAL-07', '批准的不是这类印章的用印')
  ]
}

const flowOf: Readonly<Record<string, string>> = {
  ...{ bureau: 'seals.useBureau', contract: 'seals.useBureau' },
  ...{ unit: 'seals.useUnit', finance: 'seals.useFinance' }
}

/** No person has the finance seal and a leader's own seal in hand on one day, whichever way it came about (SEAL-20). */
export function inOneHand(world: World, day: string): Lacks {
  const still = world.rows('seals').filter((seal) => !['destroyed', 'lost', 'undone'].includes(text(seal, 'state')))
  const handsOf = (kind: string) =>
    still.filter((seal) => text(seal, 'kind') === kind).flatMap((seal) => world.inHand(text(seal, 'id'), day) ?? [])
  const finance = handsOf('finance')
  return handsOf('personal')
    .filter((id) => finance.includes(id))
    .map(() => lack('SEAL-20', '财务专用章与个人印章在一人手中'))
}

const naming = ['officeDirector', 'leader', 'matterLeader', 'head']

/** A handing over of a seal or, with a post, of its duties. */
export const handedOver: Need = (world, act, row) => {
  const day = dayOf(act.at)
  const [from, to] = [text(row, 'fromPersonId'), text(row, 'toPersonId')]
  const signed = act.appended
    .filter(({ table, row: signature }) => table === 'signatures' && text(signature, 'subjectId') === text(row, 'id'))
    .map(({ row: signature }) => text(signature, 'personId'))
  // What a seal is entered with has no giver; a key goes with its seal under the signatures of that.
  const asksSigning = from !== '' && text(row, 'kind') !== 'key'
  const byName = /（(.+)指定(?:代管|保管)）$/u.exec(text(row, 'reason'))?.[1]
  const byWhom = [
    act.actorId ?? '',
    ...world.rows('people').flatMap((person) => (text(person, 'name') === byName ? [text(person, 'id')] : []))
  ]
  const seal = world.row('seals', text(row, 'subjectId'))
  const named = [
    ...naming.flatMap((post) => world.holders(post, day)),
    // A unit's own seal is also its head's to give into somebody's keeping.
    ...(text(seal, 'kind') === 'unit' ? world.holders('unitHead', day, { unitId: text(seal, 'unitId') }) : [])
  ]
  const last = world.lastHandover(text(row, 'subjectId'))
  const goesBack = text(last, 'kind') === 'standIn' && text(last, 'fromPersonId') === to
  const ofSeal = text(row, 'ledger') === 'seals' && ['receipt', 'transfer', 'standIn'].includes(text(row, 'kind'))
  return [
    asksSigning && ![from, to].every((id) => signed.includes(id)) && lack('SEAL-06', '移交没有双方签字'),
    !world.present(to) && lack('K-08', '交给了已离岗的人'),
    !world.ownStaff(to) && lack('K-11', '交给了临时聘用或外来人员'),
    // What a seal is entered with says who keeps it already.
    ofSeal &&
      from !== '' &&
      text(row, 'post') === '' &&
      !goesBack &&
      !named.some((id) => byWhom.includes(id)) &&
      lack('SEAL-06', '保管人没有由领导或办公室主任指定'),
    ofSeal &&
      from !== '' &&
      text(last, 'toPersonId') !== from &&
      text(row, 'post') === '' &&
      lack('SEAL-06', '移交人不是保管人')
  ]
}
