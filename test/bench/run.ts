/** `npm run bench`: throughput and delays of the whole way, the diagnoser beside its peers, start-up and memory. Prints tables; asserts nothing. */
import { benchCalendar } from './calendar.ts';
import { benchConversation } from './conversation.ts';
import { benchAccuracy } from './diagnosis-accuracy.ts';
import { benchDiagnosis } from './diagnosis-speed.ts';
import { benchFeedback } from './feedback.ts';
import { benchRecommender } from './recommend/recommender.ts';
import { benchLongHistory } from './reports/long-history.ts';
import { benchReport } from './reports/report.ts';
import { benchSegments } from './segments.ts';
import { benchShippedFeedback } from './shipped-feedback.ts';
import { benchStart } from './start.ts';
import { printTable } from './table.ts';

printTable('One message: accept, decide, commit, deliver (SQLite, synchronous=FULL)', await benchConversation());
printTable('Diagnoser beside its peers: accuracy on the shipped evaluation set', await benchAccuracy());
const { ours, peers } = await benchDiagnosis();
printTable('Diagnoser: build and speed, one thread', ours);
printTable('Diagnoser beside its peers, one thread, same run, interleaved', peers);
printTable('Business calendar beside plain Temporal, one thread, same run, interleaved', benchCalendar());
printTable('The feedback model that ships', benchShippedFeedback());
printTable('Comments content or not, beside its peers, same run, in turns', benchFeedback());
printTable('A report over a year of history (SQLite), others served meanwhile', await benchReport());
printTable('/report over a long history, and those who ask meanwhile', await benchLongHistory());
printTable(
  'Groups of a million learners beside ml-kmeans, same start, same run; ten starts and the whole way',
  benchSegments(),
);
printTable('Recommender beside its peers: 12,000 drawn histories over 2,297 items', benchRecommender());
printTable('The process', await benchStart());
