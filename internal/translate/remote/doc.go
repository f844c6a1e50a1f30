// Package remote translates with servers that the operator names: LibreTranslate,
// any that speaks OpenAI's chat completions, and DeepL.
//
// None is used unless it is configured. Every request and answer is bounded
// in size and time, a server that asks for fewer requests is left alone until
// then, and nothing that a server answers is believed beyond its form: the
// gate of package translate judges the sentences.
package remote
