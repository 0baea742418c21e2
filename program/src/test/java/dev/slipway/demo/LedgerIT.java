package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The ledger's question to a real database with the application's table. */
class LedgerIT {
  private final TestState state = new TestState();
  private RealPostgres postgres;

  @BeforeEach
  void start() {
    postgres = RealPostgres.primary(state, "ledger");
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
    state.close();
  }

  @Test
  void findsWhatIsLostAndWhatIsDoubledAndPassesOverWritesWithoutAnIdentity() {
    postgres.execute(
        """
        create table transactions (tid uuid primary key default gen_random_uuid(), request_id text);
        insert into transactions (request_id)
          select 'RUN-w0-' || number from generate_series(0, 20000) number;
        insert into transactions (request_id) values ('RUN-w0-7'), (null), (null)
        """);
    LoadResult load =
        new LoadResult(
            Instant.EPOCH,
            List.of(),
            List.of(),
            List.of("RUN-w0-0", "RUN-w0-7", "RUN-w1-0"),
            List.of("RUN-w0-20000", "RUN-w1-1"),
            List.of());

    Ledger ledger = Ledger.check(database(), load);

    assertThat(ledger).isEqualTo(new Ledger(3, List.of("RUN-w1-0"), List.of("RUN-w0-7")));
  }

  @Test
  void saysThatItDoesNotKnowWhenTheDatabaseDoesNotAnswerIt() {
    assertThatThrownBy(() -> Ledger.check(database(), Reports.load()))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE));
  }

  private DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(
        "jdbc:postgresql://%s:%d/postgres"
            .formatted(postgres.endpoint().host(), postgres.endpoint().port()));
    source.setUser(RealPostgres.SUPERUSER.user());
    source.setPassword(RealPostgres.SUPERUSER.password().open());
    return source;
  }
}
