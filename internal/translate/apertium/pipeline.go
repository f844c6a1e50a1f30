package apertium

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"
)

// Bounds of one sentence's output: Apertium expands a word by a few
// characters of marks, never by this much.
const (
	outputFactor = 16
	outputFloor  = 4 << 10
)

// errFlood says that a program wrote more than any translation has.
var errFlood = errors.New("output is too long")

// pipeline is the running programs of one mode.
type pipeline struct {
	cmds []*exec.Cmd
	in   *os.File
	out  *os.File
	read *bufio.Reader
}

// start runs the programs of steps joined by pipes, in a process group of
// their own.
func start(steps []step) (*pipeline, error) {
	var p pipeline
	input, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("start pipeline: %w", err)
	}
	p.in = w
	for _, s := range steps {
		r, w, err := os.Pipe()
		if err == nil {
			err = p.run(s, input, w)
			closeAll(w)
		}
		closeAll(input)
		input = r
		if err != nil {
			if r != nil {
				closeAll(r)
			}
			p.kill()
			return nil, fmt.Errorf("start pipeline: %w", err)
		}
	}
	p.out = input
	p.read = bufio.NewReader(p.out)
	return &p, nil
}

// run starts one program of the pipeline.
func (p *pipeline) run(s step, in, out *os.File) error {
	cmd := exec.Command(s.program, s.args...)
	cmd.Stdin, cmd.Stdout = in, out
	// Apertium reads UTF-8 under a UTF-8 locale only. Nothing else of our
	// environment is its business.
	cmd.Env = []string{"LC_ALL=C.UTF-8", "LANG=C.UTF-8", "PATH=" + os.Getenv("PATH")}
	leader := 0
	if len(p.cmds) > 0 {
		leader = p.cmds[0].Process.Pid
	}
	setGroup(cmd, leader)
	if err := cmd.Start(); err != nil {
		return err
	}
	p.cmds = append(p.cmds, cmd)
	return nil
}

// kill ends all programs and waits for them.
func (p *pipeline) kill() {
	if p.in != nil {
		closeAll(p.in)
	}
	if len(p.cmds) > 0 {
		killGroup(p.cmds[0].Process.Pid)
	}
	for _, cmd := range p.cmds {
		_ = cmd.Process.Kill() // where there are no groups
		_ = cmd.Wait()         // it was killed; how it ended says nothing
	}
	if p.out != nil {
		closeAll(p.out)
	}
}

// exchange sends lines and collects as many answers. It returns what was
// answered before an error. Each answer must come within patience of the one
// before. After an error, ctx's among them, the pipeline must be killed.
func (p *pipeline) exchange(ctx context.Context, lines []string, patience time.Duration) ([]string, error) {
	var sending sync.WaitGroup
	defer sending.Wait()
	stop := context.AfterFunc(ctx, func() {
		_ = p.out.SetReadDeadline(time.Now())
		_ = p.in.SetWriteDeadline(time.Now())
	})
	defer stop()
	var sendErr error
	sending.Go(func() { sendErr = p.send(ctx, lines, patience) })
	answers := make([]string, 0, len(lines))
	for _, line := range lines {
		if err := p.out.SetReadDeadline(time.Now().Add(patience)); err != nil {
			return answers, fmt.Errorf("read from pipeline: %w", err)
		}
		if ctx.Err() != nil { // or the deadline set by stop would be lost
			_ = p.out.SetReadDeadline(time.Now())
		}
		answer, err := p.answer(outputFloor + outputFactor*len(line))
		if err != nil {
			_ = p.in.SetWriteDeadline(time.Now()) // so that send ends
			sending.Wait()
			return answers, errors.Join(fmt.Errorf("read from pipeline: %w", err), sendErr)
		}
		answers = append(answers, answer)
	}
	return answers, nil
}

// send writes lines, each ended by a null character.
func (p *pipeline) send(ctx context.Context, lines []string, patience time.Duration) error {
	for _, line := range lines {
		if err := p.in.SetWriteDeadline(time.Now().Add(patience)); err != nil {
			return fmt.Errorf("write to pipeline: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := p.in.WriteString(line + "\x00"); err != nil {
			return fmt.Errorf("write to pipeline: %w", err)
		}
	}
	return nil
}

// answer reads up to the next null character, at most limit bytes.
func (p *pipeline) answer(limit int) (string, error) {
	var out []byte
	for {
		part, err := p.read.ReadSlice(0)
		out = append(out, part...)
		if len(out) > limit {
			return "", errFlood
		}
		if err == nil {
			return string(out[:len(out)-1]), nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return "", err
		}
	}
}

// closeAll closes files of pipes, whose errors say nothing.
func closeAll(files ...*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}
