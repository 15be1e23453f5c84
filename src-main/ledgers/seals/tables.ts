import {
  blank,
  blankLoss,
  destruction,
  documentKinds,
  engraving,
  inspection,
  letter,
  loss,
  seal,
  sealMaterials,
  sealShapes,
  inks,
  useRequest
} from '../../contract/seals'
import { choice, code, date, flag, image, moment, reference, several, text, whole } from '../../contract/recordField'
import type { TableWords } from '../../office/ledgerModule'
import {
  BlankBatch,
  BlankLoss,
  Destruction,
  Engraving,
  Inspection,
  InspectionSample,
  Letter,
  Loss,
  Seal,
  UseRequest
} from './entities'

const looks = {
  material: choice('材质', sealMaterials),
  size: text('尺寸'),
  shape: choice('形状', sealShapes),
  ink: choice('印油', inks)
}

/** What the tables whose rows change are called, column by column. */
export const sealsTables: readonly TableWords[] = [
  {
    entity: Seal,
    label: '印章',
    record: seal,
    also: {
      engravingId: reference('刻制申请', 'id'),
      predecessorId: reference('原印章', 'id'),
      standsInForId: reference('代管何人', 'id'),
      registeredOn: date('登记日期'),
      endReason: text('停用原因'),
      endedOn: date('停用日期'),
      recoveredByName: text('收回人'),
      sealedAwayPlace: text('封存处'),
      sealedAwayOn: date('封存日期')
    }
  },
  {
    entity: Engraving,
    label: '刻制申请',
    record: engraving,
    also: {
      ...looks,
      scope: several('使用范围', documentKinds),
      ownerId: reference('印鉴领导', 'id'),
      originalApproval: code('原批准文号'),
      sealId: reference('所刻印章', 'id')
    }
  },
  {
    entity: Loss,
    label: '遗失报告',
    record: loss,
    also: { reportedAt: moment('报告时间'), newspaperId: image('登报报样') }
  },
  {
    entity: BlankLoss,
    label: '空白用印遗失报告',
    record: blankLoss,
    also: { reportedAt: moment('报告时间'), newspaperId: image('登报报样') }
  },
  {
    entity: Letter,
    label: '函告证明',
    record: letter,
    also: {
      lossId: reference('印章遗失报告', 'id'),
      blankLossId: reference('空白用印遗失报告', 'id'),
      scanId: image('扫描件')
    }
  },
  { entity: Destruction, label: '印章销毁', record: destruction, also: { photoId: image('销毁照片') } },
  { entity: UseRequest, label: '用印申请', record: useRequest, also: { draftId: image('待用印文稿') } },
  {
    entity: BlankBatch,
    label: '空白用印批次',
    record: blank,
    also: {
      serialPrefix: code('号码字头'),
      serialFrom: whole('起始序号'),
      serialTo: whole('终止序号'),
      useId: reference('用印登记', 'id')
    }
  },
  {
    entity: Inspection,
    label: '用印检查',
    record: inspection,
    also: { periodFrom: date('检查期间起'), periodTo: date('检查期间止'), inspectorId: reference('检查人', 'id') }
  },
  {
    entity: InspectionSample,
    label: '抽查记录',
    record: { fields: { sound: flag('合规'), finding: text('问题') } },
    also: { inspectionId: reference('用印检查', 'id'), useId: reference('用印登记', 'id') }
  }
]
