package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/overview-news/overview/internal/app"
	"github.com/overview-news/overview/internal/translate/models"
	"github.com/overview-news/overview/internal/translate/mozilla"
	"github.com/overview-news/overview/text/language"
)

// modelsCmd keeps translation models.
type modelsCmd struct {
	List   modelsListCmd   `cmd:"" help:"List the models that there are, with their published quality."`
	Pull   modelsPullCmd   `cmd:"" help:"Bring models from Mozilla, a mirror or a folder, and verify them."`
	Verify modelsVerifyCmd `cmd:"" help:"Translate sentences whose translation is known, and judge the model."`
	Remove modelsRemoveCmd `cmd:"" help:"Delete models."`
	Bench  modelsBenchCmd  `cmd:"" help:"Translate lines with the files of a model, and measure."`
}

// modelFolder is the flags that say where models are.
type modelFolder struct {
	app.StoreConfig
	Models string `placeholder:"DIR" help:"Folder of translation models; \"models\" in the data folder by default."`
}

func (f modelFolder) open(log *slog.Logger) *models.Folder {
	return models.Open(log, time.Now, app.EnglishConfig{Models: f.Models}.ModelsDir(f.Data))
}

// unreached is what a user must know before trusting a model.
const unreached = `No real weights could be reached when this program was written: the engine was checked against
the official one with synthetic models. Therefore a model is used only after "overview models
verify" (which pull runs by itself) has seen it translate rightly.`

// modelsListCmd lists models.
type modelsListCmd struct {
	modelFolder
	Here bool `help:"Only those that are in the folder."`
	JSON bool `name:"json" help:"Print one JSON object a line."`
}

// Help is what --help adds.
func (modelsListCmd) Help() string {
	return `BLEU and COMET are as Mozilla published them for the Flores test set. The first line of a language
is the one that is pulled. "unpinned" means that nobody could confirm a hash when this program was
written: the first pull checks the one that the registry names, and pins it.

` + unreached
}

// listedModel is a model that is published, or here, or both.
type listedModel struct {
	Language     string  `json:"language"`
	Name         string  `json:"name"`
	Architecture string  `json:"architecture"`
	DownloadMB   float64 `json:"download_mb,omitempty"`
	BLEU         float64 `json:"bleu,omitempty"`
	COMET        float64 `json:"comet,omitempty"`
	Licence      string  `json:"licence,omitempty"`
	Version      string  `json:"version,omitempty"`
	Hash         string  `json:"hash"` // of the weights, or "unpinned"
	State        string  `json:"state"`
	Bytes        int64   `json:"bytes,omitempty"`
	here         bool
}

// Run lists the models.
func (c modelsListCmd) Run(log *slog.Logger, std streams) error {
	listed, err := c.listed(log)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(std.out, listed)
	}
	t := newTable(std.out, "CODE", "LANGUAGE", "ARCHITECTURE", "MB", "BLEU", "COMET", "LICENCE", "VERSION", "HASH", "STATE")
	for _, m := range listed {
		t.row(m.Language, m.Name, m.Architecture, figureOf(m.DownloadMB), figureOf(m.BLEU), figureOf(m.COMET), m.Licence, m.Version, m.Hash, m.State)
	}
	if err := t.end(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(std.err, "\n"+unreached)
	return err
}

func figureOf(f float64) string {
	if f == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", f)
}

func (c modelsListCmd) listed(log *slog.Logger) ([]listedModel, error) {
	here, err := c.open(log).Models()
	if err != nil {
		return nil, err
	}
	var out []listedModel
	at := map[string]int{}
	for _, k := range models.Manifest() {
		at[k.Language+"/"+k.Architecture] = len(out)
		m := listedModel{Language: k.Language, Name: language.Tag(k.Language).Name(), Architecture: k.Architecture,
			DownloadMB: k.DownloadMB, BLEU: k.BLEU, COMET: k.COMET, Licence: k.Licence, Hash: "unpinned", State: "not here"}
		if k.SHA256 != "" {
			m.Hash = k.SHA256[:12]
		}
		out = append(out, m)
	}
	for _, m := range here {
		i, published := at[m.Language+"/"+m.Architecture]
		if !published {
			i = len(out)
			out = append(out, listedModel{Language: m.Language, Name: language.Tag(m.Language).Name(), Architecture: m.Architecture})
		}
		out[i].State, out[i].here, out[i].Version, out[i].Bytes = stateOf(m), true, m.Version, m.Bytes()
		if m.Problem == "" {
			out[i].Hash = m.Hash()
		}
	}
	if !c.Here {
		return out, nil
	}
	var only []listedModel
	for _, m := range out {
		if m.here {
			only = append(only, m)
		}
	}
	return only, nil
}

// stateOf is a model's state in a few words.
func stateOf(m models.Model) string {
	switch {
	case m.Problem != "":
		return "damaged: " + m.Problem
	case m.Verdict == nil:
		return "not verified: not used"
	case !m.Verdict.Passed:
		return fmt.Sprintf("refused: %d of %d sentences came out right", m.Verdict.Good, m.Verdict.Probes)
	}
	return fmt.Sprintf("verified: %d of %d sentences came out right", m.Verdict.Good, m.Verdict.Probes)
}

// modelsPullCmd brings models.
type modelsPullCmd struct {
	modelFolder
	app.NetConfig
	Languages    []string `arg:"" optional:"" help:"Languages to translate from, as es pt-BR zh."`
	Architecture string   `placeholder:"NAME" help:"tiny, base-memory or base; by default the first that list shows."`
	From         string   `placeholder:"FOLDER" help:"Take the model from files in FOLDER, without network: model.esen.intgemm.alphas.bin, vocab.esen.spm and so on, packed or not."`
	Update       bool     `help:"Take the newest version even where another one is pinned."`
	ModelsMirror string   `name:"models-mirror" placeholder:"URL" help:"Ask this address instead of Mozilla's registry: records.json or models.json and the files lie below it."`
}

// Help is what --help adds.
func (modelsPullCmd) Help() string {
	return `A pull that breaks off goes on where it was when it is run again. Every file is checked against
the size and SHA-256 that the registry names before it is used.

` + unreached
}

// Run brings the models, one after another, and verifies each.
func (c modelsPullCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	folder := c.open(log)
	if c.From != "" {
		return c.side(ctx, folder, std)
	}
	if len(c.Languages) == 0 {
		return errors.New("name a language to pull a model for; \"overview models list\" shows them")
	}
	sources, err := models.Sources(c.ModelsMirror)
	if err != nil {
		return err
	}
	web, err := app.OpenNet(log, currentVersion(), c.NetConfig)
	if err != nil {
		return err
	}
	var errs []error
	for _, tag := range c.Languages {
		m, err := c.pull(ctx, folder, pulling{web, sources, newProgressLine(std.err)}, tag)
		if err == nil {
			err = verify(ctx, std.out, folder, m)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// pulling is what a pull is done with.
type pulling struct {
	web     models.Web
	sources []models.Source
	line    *progressLine
}

// pull tries the models that read a language, the first choice first.
func (c modelsPullCmd) pull(ctx context.Context, folder *models.Folder, p pulling, tag string) (models.Model, error) {
	codes := models.Codes(tag)
	if len(codes) == 0 {
		return models.Model{}, fmt.Errorf("%q is no language that is translated into English", tag)
	}
	defer p.line.clear()
	var first error
	for _, code := range codes {
		m, err := folder.Pull(ctx, p.web, p.sources, models.Request{
			Language: code, Architecture: c.Architecture, Update: c.Update,
			Progress: func(done, total int64) {
				text := fmt.Sprintf("%s-en  %.1f MB", code, float64(done)/1e6)
				if total > 0 { // not every registry says
					text = fmt.Sprintf("%s-en  %.1f of %.1f MB", code, float64(done)/1e6, float64(total)/1e6)
				}
				p.line.show(text)
			},
		})
		if err == nil || !errors.Is(err, models.ErrNone) {
			return m, err
		}
		if first == nil {
			first = err
		}
	}
	return models.Model{}, first
}

func (c modelsPullCmd) side(ctx context.Context, folder *models.Folder, std streams) error {
	if len(c.Languages) > 1 {
		return errors.New("name one language, or none, with --from")
	}
	code := ""
	if len(c.Languages) == 1 {
		codes := models.Codes(c.Languages[0])
		if len(codes) == 0 {
			return fmt.Errorf("%q is no language that is translated into English", c.Languages[0])
		}
		code = codes[0]
	}
	m, err := folder.SideLoad(c.From, code, c.Architecture)
	if err != nil {
		return err
	}
	return verify(ctx, std.out, folder, m)
}

// errRefused is a model that did not prove itself.
var errRefused = errors.New("it is not used")

// verify judges a model and prints the verdict.
func verify(ctx context.Context, out io.Writer, folder *models.Folder, m models.Model) error {
	v, err := mozilla.Verify(ctx, folder, m)
	if err != nil {
		return err
	}
	m.Verdict = &v
	hash := ""
	if m.Problem == "" {
		hash = " " + m.Version + " " + m.Hash()
	}
	if _, err := fmt.Fprintf(out, "%s%s  %s\n", m.Name(), hash, stateOf(m)); err != nil {
		return err
	}
	for _, fault := range v.Faults {
		if _, err := fmt.Fprintln(out, "  "+oneLine(fault)); err != nil {
			return err
		}
	}
	if !v.Passed {
		return fmt.Errorf("model %s: %w", m.Name(), errRefused)
	}
	return nil
}

// modelsVerifyCmd judges models.
type modelsVerifyCmd struct {
	modelFolder
	Languages    []string `arg:"" optional:"" help:"Languages whose models to verify; by default all."`
	Architecture string   `placeholder:"NAME" help:"Only this one."`
}

// Help is what --help adds.
func (modelsVerifyCmd) Help() string {
	return `Translates built-in sentences and checks that the result is English, keeps names and figures, has
the words that it should have, is as long as it should be and does not loop. A model that fails is
never used. The exit status is 1 then.`
}

// Run judges the models.
func (c modelsVerifyCmd) Run(ctx context.Context, log *slog.Logger, std streams) error {
	folder := c.open(log)
	chosen, err := chosenModels(folder, c.Languages, c.Architecture)
	if err != nil {
		return err
	}
	if len(chosen) == 0 {
		return fmt.Errorf("there is no model in %s", folder.Dir())
	}
	var errs []error
	for _, m := range chosen {
		errs = append(errs, verify(ctx, std.out, folder, m))
	}
	return errors.Join(errs...)
}

// chosenModels are the models of languages in the folder, all if none is named.
func chosenModels(folder *models.Folder, languages []string, architecture string) ([]models.Model, error) {
	all, err := folder.Models()
	if err != nil {
		return nil, err
	}
	if len(languages) == 0 {
		return all, nil
	}
	var out []models.Model
	for _, tag := range languages {
		codes := models.Codes(tag)
		if len(codes) == 0 {
			return nil, fmt.Errorf("%q is no language that is translated into English", tag)
		}
		found, err := folder.Find(codes[0], architecture)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// modelsRemoveCmd deletes models.
type modelsRemoveCmd struct {
	modelFolder
	Languages    []string `arg:"" help:"Languages whose models to delete."`
	Architecture string   `placeholder:"NAME" help:"Only this one."`
}

// Run deletes the models.
func (c modelsRemoveCmd) Run(log *slog.Logger, std streams) error {
	folder := c.open(log)
	chosen, err := chosenModels(folder, c.Languages, c.Architecture)
	if err != nil {
		return err
	}
	var names []string
	for _, m := range chosen {
		if err := folder.Remove(m); err != nil {
			return err
		}
		names = append(names, m.Name())
	}
	_, err = fmt.Fprintln(std.out, "removed", strings.Join(names, ", "))
	return err
}
