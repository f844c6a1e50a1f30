package app

import (
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/internal/translate/mozilla"
	"github.com/overview-news/overview/text/language"
)

// LanguageView is how a language is translated here.
type LanguageView struct {
	Language string `json:"language"` // tag
	Name     string `json:"name"`
	// Engine and Model are the first choice; empty where nothing translates.
	Engine string `json:"engine"`
	Model  string `json:"model"`
	// Others are the engines that are tried after it.
	Others []string `json:"others,omitempty"`
	// COMET is the quality that Mozilla published for the model that is or
	// could be used; 0 where there is none.
	COMET float64 `json:"comet,omitempty"`
	// DownloadMB is the size of the model that could be pulled; 0 where it is
	// here or there is none.
	DownloadMB float64 `json:"download_mb,omitempty"`
}

// Languages lists every language that is translated here or that Mozilla has a
// model for. It wants none of them: nothing is pulled because of it.
func (e *English) Languages() []LanguageView {
	here := map[string]models.Model{}
	all, _ := e.Folder.Models() // a folder that cannot be read has none
	for _, m := range all {
		if _, better := here[m.Language]; m.Usable() && !better {
			here[m.Language] = m
		}
	}
	var out []LanguageView
	for _, tag := range language.Known() {
		if tag == "en" {
			continue
		}
		v := LanguageView{Language: string(tag), Name: tag.Name()}
		for i, c := range e.Engine.Choices(string(tag)) {
			if i == 0 {
				v.Engine, v.Model = c.Engine, c.Model
			} else {
				v.Others = append(v.Others, c.Engine)
			}
		}
		v.published(here)
		if v.Engine != "" || v.DownloadMB > 0 {
			out = append(out, v)
		}
	}
	return out
}

// published fills in what Mozilla says of the model that is used, or of the
// one that could be pulled.
func (v *LanguageView) published(here map[string]models.Model) {
	codes := models.Codes(v.Language)
	for _, code := range codes {
		if m, ok := here[code]; ok {
			if known, ok := models.Lookup(code, m.Architecture); ok && v.Engine == mozilla.Name {
				v.COMET = known.COMET
			}
			return
		}
	}
	for _, code := range codes {
		if known, ok := models.Published(code); ok {
			v.COMET, v.DownloadMB = known.COMET, known.DownloadMB
			return
		}
	}
}
