import { Destruction, Engraving, Loss, Seal } from './register'
import { BlankBatch, Inspection, InspectionSample, Refusal, SealUse, SerialEntry, UseRequest, UseScan } from './usage'

export const sealsAppendOnly = [SealUse, UseScan, Refusal, SerialEntry]

export const sealsEntities = [
  Seal,
  Engraving,
  Loss,
  Destruction,
  UseRequest,
  BlankBatch,
  Inspection,
  InspectionSample,
  ...sealsAppendOnly
]

export {
  BlankBatch,
  Destruction,
  Engraving,
  Inspection,
  InspectionSample,
  Loss,
  Refusal,
  Seal,
  SealUse,
  SerialEntry,
  UseRequest,
  UseScan
}
