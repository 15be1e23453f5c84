import { BlankLoss, Destruction, Engraving, Letter, Loss, LossCourse, Seal } from './register'
import { BlankBatch, Inspection, InspectionSample, Refusal, SealUse, SerialEntry, UseRequest, UseScan } from './usage'

export const sealsAppendOnly = [SealUse, UseScan, Refusal, SerialEntry]

export const sealsEntities = [
  Seal,
  Engraving,
  Loss,
  BlankLoss,
  Letter,
  Destruction,
  UseRequest,
  BlankBatch,
  Inspection,
  InspectionSample,
  ...sealsAppendOnly
]

export {
  BlankBatch,
  BlankLoss,
  Destruction,
  Engraving,
  Inspection,
  InspectionSample,
  Letter,
  Loss,
  LossCourse,
  Refusal,
  Seal,
  SealUse,
  SerialEntry,
  UseRequest,
  UseScan
}
