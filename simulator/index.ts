export type { Call } from './calls.js'
export type { ArtifactView, InstanceView, IssueView, JobView, RecoveryInstanceView, WorldView } from './inspection.js'
export { loadScenario, type ScenarioInput } from './scenario.js'
export { startSimulator, type Simulator } from './simulator.js'
