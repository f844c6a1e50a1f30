// What every page gains from script. Nothing here is needed to read.
import { rememberView } from './views.ts';
import { localTimes } from './times.ts';
import { followFilling } from './filling.ts';
import { filterCountries } from './pick.ts';
import { searchKey } from './keys.ts';
import { answerOffer } from './offer.ts';

rememberView();
localTimes();
followFilling();
filterCountries();
searchKey();
answerOffer();
