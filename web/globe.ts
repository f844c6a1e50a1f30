// The globe on the home page. Without it the list beside it says the same.
import { Globe } from './globe/globe.ts';

const root = document.querySelector<HTMLElement>('[data-globe]');
if (root) void Globe.start(root);
