/** What is there to know about these customers, on one page? A self-contained HTML report from orders. */

export type { ContactLog } from "./chapters/contacts.js";
export type { ReportExperiment } from "./chapters/experiment.js";
export type { ReportSignals } from "./chapters/signals.js";
export type { ReportSurvey, SurveyAnswers } from "./chapters/survey.js";
export { createReport } from "./create-report.js";
export type { ReportOptions } from "./report-options.js";
